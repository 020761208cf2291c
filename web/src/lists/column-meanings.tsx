import { type ListField, listFields } from '@kshem/domain/intake/list-field.ts';
import { PROBLEMS, type ProblemCode } from '@kshem/domain/intake/problems.ts';
import { Badge, NativeSelect, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';
import type { Corrections, Preview } from './new-list.ts';
import { verdictColours } from './verdict-colours.ts';

type Props = {
  readonly preview: Preview;
  readonly corrections: Corrections;
  readonly onCorrect: (heading: string, field: ListField | null) => void;
};

/** The first rows as they came, each column under what it is read as, which can be corrected; what is decided is remembered. */
export function ColumnMeanings({ preview, corrections, onCorrect }: Props) {
  const { t, number } = useWords();
  return (
    <div className={classes.section}>
      <Text component="h2" id="lists-columns" fw={600}>
        {t('lists.columns')}
      </Text>
      <Text size="sm" mb="xs">
        {t('lists.columnsHint')}
      </Text>
      <section className={classes.scroll} tabIndex={0} aria-label={t('lists.columns')}>
        <table className={`${classes.table} ${classes.preview}`}>
          <thead>
            <tr>
              <th scope="col">{t('lists.wouldBe')}</th>
              {preview.mapping.map((column) => (
                <th key={column.column} scope="col">
                  <Text size="sm" fw={600}>
                    {column.heading || t('lists.columnNumber', { number: number(column.column + 1) })}
                  </Text>
                  <MeaningSelect column={column} corrected={column.heading in corrections} onCorrect={onCorrect} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map(({ rowNumber, cells, verdict, codes }) => (
              <tr key={rowNumber}>
                <td>
                  <RowVerdict verdict={verdict} codes={codes} />
                </td>
                {preview.mapping.map(({ column }) => (
                  <td key={column} title={cells[column]}>
                    {cells[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function RowVerdict({ verdict, codes }: { verdict: string; codes: readonly string[] }) {
  const { t, say } = useWords();
  const known = verdict in verdictColours ? (verdict as keyof typeof verdictColours) : 'accepted';
  return (
    <>
      <Badge color={verdictColours[known]}>{t(`lists.verdicts.${known}`)}</Badge>
      {[...new Set(codes)].map((code) => (
        <Text key={code} size="xs">
          {code in PROBLEMS ? say(PROBLEMS[code as ProblemCode].message) : code}
        </Text>
      ))}
    </>
  );
}

/** What one column means, with how sure that is. */
function MeaningSelect({
  column,
  corrected,
  onCorrect,
}: {
  column: Preview['mapping'][number];
  corrected: boolean;
  onCorrect: Props['onCorrect'];
}) {
  const { t } = useWords();
  const { heading, field, confidence } = column;
  const sure = corrected ? 'sure' : sureness(confidence);
  return (
    <NativeSelect
      size="xs"
      aria-label={t('lists.meaningOf', { heading })}
      // Without a heading there is nothing by which a decision could be remembered.
      disabled={heading === ''}
      value={field ?? ''}
      description={t(`lists.confidence.${sure}`)}
      inputWrapperOrder={['input', 'description']}
      data={[
        { value: '', label: t('lists.leaveAlone') },
        ...listFields.map((value) => ({ value, label: t(`lists.field.${value}`) })),
      ]}
      onChange={({ currentTarget }) => onCorrect(heading, currentTarget.value === '' ? null : (currentTarget.value as ListField))}
    />
  );
}

/** The steps of contract/intake.ts, in words of ours. */
function sureness(confidence: number): 'sure' | 'byHeading' | 'guessed' | 'unknown' {
  if (confidence >= 1) return 'sure';
  if (confidence >= 0.8) return 'byHeading';
  return confidence > 0 ? 'guessed' : 'unknown';
}
