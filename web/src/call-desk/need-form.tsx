import { promiseTimes } from '@kshem/domain/need/promise-times.ts';
import type { NeedKind, NeedQuestion } from '@kshem/domain/protocol/protocol.ts';
import { NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { CheckIn } from './desk-port.ts';
import { needTitle } from './open-promises.tsx';
import { askedOfNeed, promisedFor, type Said } from './said.ts';

type Props = {
  readonly kind: string;
  readonly known: NeedKind | undefined;
  readonly checkIn: CheckIn;
  readonly said: Said;
  /** Asked for before and not come yet: it is not raised a second time. */
  readonly waitedFor: boolean;
  readonly now: () => Date;
  readonly onSaid: (said: Said) => void;
  readonly onRemove: () => void;
};

/** One need: the caller's words, what its kind asks, and by when the person is told that it comes. */
export function NeedForm({ kind, known, checkIn, said, waitedFor, now, onSaid, onRemove }: Props) {
  const { t, say } = useWords();
  const title = needTitle(kind, checkIn, say);
  return (
    <fieldset className={classes.need}>
      <TextInput
        size="xs"
        label={title}
        description={waitedFor ? t('desk.waitedForAlready') : undefined}
        placeholder={t('desk.needDetail')}
        maxLength={500}
        disabled={waitedFor}
        value={said.needs[kind] ?? ''}
        onChange={({ currentTarget }) => onSaid({ ...said, needs: { ...said.needs, [kind]: currentTarget.value } })}
        rightSection={
          <button type="button" className={classes.remove} aria-label={t('desk.notNeeded', { need: title })} onClick={onRemove}>
            ✕
          </button>
        }
      />
      {!waitedFor &&
        known?.asks?.map((question) => (
          <Ask
            key={question.code}
            question={question}
            value={said.askedOfNeeds[kind]?.[question.code] ?? ''}
            onChange={(answer) => onSaid(askedOfNeed(said, kind, question.code, answer))}
          />
        ))}
      {!waitedFor && known && (
        <Promised kind={kind} known={known} said={said} now={now} zone={checkIn.judgedWith.timeZone} onSaid={onSaid} />
      )}
    </fieldset>
  );
}

function Ask({ question, value, onChange }: { question: NeedQuestion; value: string; onChange: (answer: string) => void }) {
  const { t, say } = useWords();
  if (!question.options) {
    return (
      <TextInput
        size="xs"
        label={say(question.text)}
        maxLength={200}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  const options = question.options.map(({ code, display }) => ({ value: code, label: say(display) }));
  return (
    <NativeSelect
      size="xs"
      label={say(question.text)}
      value={value}
      data={[{ value: '', label: t('desk.notAskedYet') }, ...options]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

type PromiseProps = Pick<Props, 'kind' | 'said' | 'now' | 'onSaid'> & { known: NeedKind; zone: string };

function Promised({ kind, known, said, now, zone, onSaid }: PromiseProps) {
  const { t, dateTime } = useWords();
  const promised = said.promised[kind] ?? '';
  const times = promiseTimes(known, now(), zone).map((at) => at.toISOString());
  // A time that was told stays what was told, while the clock goes on.
  const offered = promised === '' || times.includes(promised) ? times : [promised, ...times];
  return (
    <NativeSelect
      size="xs"
      label={t('desk.toldWhen')}
      value={promised}
      data={[
        { value: '', label: t('desk.toldNothing') },
        ...offered.map((at) => ({ value: at, label: t('desk.toldBy', { when: dateTime(new Date(at)) }) })),
      ]}
      onChange={({ currentTarget }) => onSaid(promisedFor(said, kind, currentTarget.value || null))}
    />
  );
}
