import { type ListField, listFields } from '@kshem/domain/intake/list-field.ts';
import type { Text as Words } from '@kshem/domain/text.ts';
import { Alert, NativeSelect, Text } from '@mantine/core';
import { Refused } from '../api/client.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failed } from '../ui/states.tsx';
import { failureWords } from './failure-words.ts';
import classes from './lists.module.css';
import type { Corrections } from './new-list.ts';

/** The file as a whole cannot be read: why, and what to do. Where only its columns are not understood they can be named here. */
export function WholeFileFailure({
  error,
  corrections,
  onCorrect,
}: {
  error: Error;
  corrections: Corrections;
  onCorrect: (heading: string, field: ListField | null) => void;
}) {
  const { t, say } = useWords();
  const detail = error instanceof Refused ? error.answer?.detail : null;
  if (!(error instanceof Refused) || error.code === 'internal' || error.code === 'unavailable') return <Failed error={error} />;
  const words = failureWords({ code: error.code, ...(detail as { message?: Words; whatToDo?: Words } | null) });
  const headings = headingsIn(detail);
  return (
    <Alert color="red" variant="light" my="sm" role="alert" title={say(words.message)}>
      {words.whatToDo && <Text size="sm">{say(words.whatToDo)}</Text>}
      {headings.length > 0 && (
        <div className={classes.form}>
          {headings.map((heading) => (
            <NativeSelect
              key={heading}
              size="xs"
              label={heading}
              value={corrections[heading] ?? ''}
              data={[
                { value: '', label: t('lists.leaveAlone') },
                ...listFields.map((value) => ({ value, label: t(`lists.field.${value}`) })),
              ]}
              onChange={({ currentTarget }) => onCorrect(heading, (currentTarget.value || null) as ListField | null)}
            />
          ))}
        </div>
      )}
    </Alert>
  );
}

function headingsIn(detail: Readonly<Record<string, unknown>> | null | undefined): readonly string[] {
  const headings = detail?.headings;
  if (!Array.isArray(headings)) return [];
  return [...new Set(headings.filter((one): one is string => typeof one === 'string' && one !== ''))];
}
