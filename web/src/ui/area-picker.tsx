import { Checkbox, Group, Input, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { type Area, useAreas } from '../api/use-areas.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './area-picker.module.css';
import { narrowed } from './narrow-areas.ts';
import { Shown } from './states.tsx';

type Props = {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** Which areas may be chosen; one's own when absent. The others are shown, so that one sees where they lie. */
  readonly choosable?: (area: Area) => boolean;
} & (
  | { readonly many: true; readonly value: readonly number[]; readonly onChange: (areaIds: readonly number[]) => void }
  | { readonly many?: false; readonly value: number | null; readonly onChange: (areaId: number | null) => void }
);

/** One area or several out of the district's tree: typed words in either script narrow the list to the places and what they lie in. */
export function AreaPicker(props: Props) {
  const { label, description, error, required, choosable = ({ own }: Area) => own } = props;
  const { t, language } = useWords();
  const { asked, areas } = useAreas();
  const [words, setWords] = useState('');
  const name = useId();
  const chosen = props.many ? props.value : props.value === null ? [] : [props.value];
  const choose = (areaId: number, on: boolean) => {
    if (props.many) props.onChange(on ? [...props.value, areaId] : props.value.filter((one) => one !== areaId));
    else props.onChange(on ? areaId : null);
  };
  const shown = narrowed(areas, words);
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={required ?? false} labelElement="div">
      <fieldset className={classes.box} aria-label={label}>
        <Shown asked={asked}>
          {() => (
            <>
              <TextInput
                size="xs"
                type="search"
                aria-label={t('area.search')}
                placeholder={t('area.search')}
                value={words}
                onChange={({ currentTarget }) => setWords(currentTarget.value)}
              />
              <ul className={classes.list}>
                {shown.map((area) => (
                  <li key={area.areaId} style={{ paddingInlineStart: `${area.depth}rem` }}>
                    {choosable(area) ? (
                      <Option
                        many={props.many === true}
                        name={name}
                        label={language === 'hi' ? area.nameHi : area.nameEn}
                        level={t(`area.level.${area.level}`)}
                        checked={chosen.includes(area.areaId)}
                        onChoose={(on) => choose(area.areaId, on)}
                      />
                    ) : (
                      <Text size="sm">{language === 'hi' ? area.nameHi : area.nameEn}</Text>
                    )}
                  </li>
                ))}
              </ul>
              {shown.length === 0 && <Text size="sm">{t('area.none')}</Text>}
            </>
          )}
        </Shown>
      </fieldset>
    </Input.Wrapper>
  );
}

function Option({
  many,
  name,
  label,
  level,
  checked,
  onChoose,
}: {
  many: boolean;
  name: string;
  label: string;
  level: string;
  checked: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { t } = useWords();
  if (many)
    return (
      <Checkbox
        size="sm"
        label={t('area.named', { name: label, level })}
        checked={checked}
        onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
      />
    );
  return (
    <Group component="label" gap="xs" wrap="nowrap">
      <input type="radio" name={name} checked={checked} onChange={() => onChoose(true)} />
      <Text size="sm">{t('area.named', { name: label, level })}</Text>
    </Group>
  );
}
