import { listSources } from '@kshem/contract/intake.ts';
import { Box } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterSelect } from '../ui/filter-select.tsx';

/** One of the offices that sent lists. */
export function SourceFilter({ value, onChange }: { value: string | undefined; onChange: (source: string | undefined) => void }) {
  const { t } = useWords();
  const sources = useAsk(listSources);
  return (
    <Box maw={280} mb="xs">
      <FilterSelect
        label={t('lists.source')}
        value={value}
        choices={(sources.data?.items ?? []).map(({ code }) => ({ value: code, label: code }))}
        onChange={onChange}
      />
    </Box>
  );
}
