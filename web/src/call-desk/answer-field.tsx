import type { Answer } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Text } from '@kshem/domain/text.ts';
import { Kbd } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { DoubtBox } from './doubt-box.tsx';
import { optionKeys } from './keys.ts';
import type { QuestionProps } from './question-panel.tsx';
import { doubtAbout, readTyped } from './read-typed.ts';

type Props = QuestionProps & { readonly spoken: (text: Text) => string; readonly before: Answer | null };

/** Where a question is answered: by one key, or by digits. */
export function AnswerField(props: Props) {
  const { item } = props;
  if (item.type === 'boolean') return <YesNo {...props} />;
  if (item.type === 'choice') return <Options {...props} />;
  return <TypedAnswer {...props} />;
}

function YesNo({ asked, item, before, onAct }: Props) {
  const { t } = useWords();
  const answer = asked.said.answers[item.linkId];
  return (
    <div className={classes.options} data-two>
      {([true, false] as const).map((value) => (
        <Option
          key={String(value)}
          sign={value ? 'Y' : 'N'}
          label={value ? t('ui.yes') : t('ui.no')}
          chosen={isValue(answer, value)}
          before={isValue(before, value)}
          onPick={() => onAct(value ? 'yes' : 'no')}
        />
      ))}
    </div>
  );
}

function Options({ asked, item, before, spoken, onAct }: Props) {
  const answer = asked.said.answers[item.linkId];
  const options = item.answerOption ?? [];
  return (
    <div className={classes.options} data-many={options.length > 6 || undefined}>
      {options.map(({ code, display }, index) => (
        <Option
          key={code}
          sign={optionKeys[index] ?? ''}
          label={spoken(display)}
          chosen={isValue(answer, code)}
          before={isValue(before, code)}
          onPick={() => onAct(item.repeats ? 'need' : 'option', optionKeys[index])}
        />
      ))}
    </div>
  );
}

type OptionProps = { sign: string; label: string; chosen: boolean; before: boolean; onPick: () => void };

function Option({ sign, label, chosen, before, onPick }: OptionProps) {
  const { t } = useWords();
  return (
    <button type="button" className={classes.option} aria-pressed={chosen} aria-keyshortcuts={sign} onClick={onPick}>
      <Kbd className={classes.key}>{sign}</Kbd>
      <span>{label}</span>
      {before && <span className={classes.beforeMark}>{t('desk.lastTimeShort')}</span>}
    </button>
  );
}

function TypedAnswer(props: Props) {
  const { asked, item, doubt, onAct, onSaid, mode } = props;
  const { t, number } = useWords();
  const { said, checkIn } = asked;
  const numeric = item.type === 'integer' || item.type === 'decimal';
  const answer = said.answers[item.linkId];
  const taken = answer && 'value' in answer ? String(answer.value) : '';
  const hint = numeric ? oddSoFar(props) : null;
  return (
    <>
      <div className={classes.typed}>
        <input
          data-answer={numeric ? 'number' : 'text'}
          className={`${classes.typedField} figures`}
          inputMode={item.type === 'decimal' ? 'decimal' : numeric ? 'numeric' : 'text'}
          type={item.type === 'date' ? 'date' : 'text'}
          autoComplete="off"
          aria-label={t('desk.answer')}
          aria-describedby="desk-typed-hint"
          value={said.typed === '' ? taken : said.typed}
          onFocus={({ currentTarget }) => said.typed === '' && currentTarget.type === 'text' && currentTarget.select()}
          onChange={({ currentTarget }) => onSaid({ ...said, typed: currentTarget.value })}
        />
        {item.unit && <span className={classes.unit}>{item.unit}</span>}
        {item.range && (
          <span className={classes.small}>
            {t('desk.usualRange', {
              from: number(item.range.usualMin ?? item.range.min),
              to: number(item.range.usualMax ?? item.range.max),
            })}
          </span>
        )}
      </div>
      <p id="desk-typed-hint" className={classes.warn} role="status">
        {doubt === null && hint}
      </p>
      {doubt && <DoubtBox doubt={doubt} mode={mode} onAct={onAct} checkIn={checkIn} />}
    </>
  );

  /** Told while it is typed, asked when it is taken: half a number is odd too. */
  function oddSoFar({ asked: { said, checkIn }, item }: Props): string | null {
    const read = readTyped(checkIn.questionnaire, item, said.typed);
    if (read.kind === 'unreadable') return t('desk.unreadable');
    if (read.kind === 'nothing' || said.typed.length < 2) return null;
    return doubtAbout(checkIn.questionnaire, said, read.values) ? t('desk.looksOdd') : null;
  }
}

function isValue(answer: Answer | null | undefined, value: string | boolean): boolean {
  if (!answer || !('value' in answer)) return false;
  return Array.isArray(answer.value) ? answer.value.includes(value as string) : answer.value === value;
}
