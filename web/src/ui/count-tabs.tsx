import { Group, NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './count-tabs.module.css';
import { useNarrow } from './use-narrow.ts';

export type CountTab = {
  readonly value: string;
  readonly word: string;
  readonly count: number;
  /** A line of its own below the number. */
  readonly detail?: string;
  /** The line says that something is wrong. */
  readonly late?: boolean;
};

/** Parts of a list with their numbers, one of which narrows it; on a phone one select, so that the list itself has room. */
export function CountTabs({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string;
  tabs: readonly CountTab[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { t, number } = useWords();
  const narrow = useNarrow();
  if (narrow) {
    return (
      <NativeSelect
        mb="xs"
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        data={tabs.map((tab) => ({ value: tab.value, label: t('ui.counted', { word: tab.word, number: number(tab.count) }) }))}
      />
    );
  }
  return (
    <Group gap="xs" mb="sm" align="stretch" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <UnstyledButton
          key={tab.value}
          className={classes.tab}
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
        >
          <Text size="sm">{tab.word}</Text>
          <Text fw={700} className="figures">
            {number(tab.count)}
          </Text>
          {tab.detail !== undefined && (
            <Text size="xs" className={tab.late === true ? classes.late : 'figures'}>
              {tab.detail}
            </Text>
          )}
        </UnstyledButton>
      ))}
    </Group>
  );
}
