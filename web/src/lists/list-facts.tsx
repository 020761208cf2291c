import { listSources } from '@kshem/contract/intake.ts';
import { listProgrammes } from '@kshem/contract/programmes.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';
import { type Facts, type NewList, sourceCodeOf } from './new-list.ts';

const another = ' ';

/** What the list is: whose, for which programme, of which day, and whether it holds everybody. */
export function ListFacts({ list, onChange }: { list: NewList; onChange: (part: Facts) => void }) {
  const { t, say, date } = useWords();
  const today = localDate(new Date(), useZone());
  const sources = useAsk(listSources).data?.items;
  const programmes = useAsk(listProgrammes).data?.items ?? [];
  const [fresh, setFresh] = useState<string | null>(null);
  const onlyOne = programmes.length === 1 ? programmes[0]?.programmeId : undefined;
  useEffect(() => {
    if (onlyOne !== undefined && list.programmeId === '') onChange({ programmeId: onlyOne });
  });
  const choose = (code: string) => {
    setFresh(code === another ? '' : null);
    const known = sources?.find((one) => one.code === code);
    onChange({
      source: code === another ? '' : code,
      ...(known?.lastProgrammeId && list.programmeId === '' && { programmeId: known.lastProgrammeId }),
    });
  };
  const isNew = fresh !== null || sources?.length === 0;
  return (
    <div className={classes.form}>
      {sources?.length !== 0 && (
        <NativeSelect
          label={t('lists.source')}
          description={t('lists.sourceHint')}
          required
          value={fresh !== null ? another : list.source}
          data={[
            { value: '', label: t('ui.choose') },
            ...(sources ?? []).map(({ code }) => ({ value: code, label: code })),
            { value: another, label: t('lists.newSource') },
          ]}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
      )}
      {isNew && (
        <TextInput
          label={t('lists.newSourceName')}
          description={list.source === '' ? t('lists.newSourceHint') : t('lists.keptAs', { code: list.source })}
          required
          maxLength={60}
          autoComplete="off"
          value={fresh ?? ''}
          {...((fresh ?? '').trim() !== '' && list.source === '' && { error: t('lists.latinLetters') })}
          onChange={({ currentTarget }) => {
            setFresh(currentTarget.value);
            onChange({ source: sourceCodeOf(currentTarget.value) });
          }}
        />
      )}
      <NativeSelect
        label={t('lists.programme')}
        description={t('lists.programmeHint')}
        required
        value={list.programmeId}
        data={[
          { value: '', label: t('ui.choose') },
          ...programmes.map((one) => ({ value: one.programmeId, label: say(one.title) })),
        ]}
        onChange={({ currentTarget }) => onChange({ programmeId: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('lists.listOn')}
        description={t('lists.listOnHint', { date: date(list.listOn === '' ? today : list.listOn) })}
        max={today}
        value={list.listOn === '' ? today : list.listOn}
        onChange={({ currentTarget }) => onChange({ listOn: currentTarget.value })}
      />
      <Checkbox
        label={t('lists.partial')}
        description={t('lists.partialHint')}
        checked={list.partial}
        onChange={({ currentTarget }) => onChange({ partial: currentTarget.checked })}
      />
    </div>
  );
}
