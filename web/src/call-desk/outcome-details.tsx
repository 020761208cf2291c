import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import type { CallingWindow } from '@kshem/domain/protocol/protocol.ts';
import { Alert, NativeSelect, Textarea } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { OutcomeSaid } from './desk-port.ts';
import { KeyButton } from './key-button.tsx';
import type { Action } from './keys.ts';
import { languageName, spokenLanguages } from './language-name.ts';
import type { OutcomeKey } from './outcome-groups.ts';

const CallbackPicker = lazy(() => import('./callback-picker.tsx').then((part) => ({ default: part.CallbackPicker })));

export type OutcomeDetails = Omit<OutcomeSaid, 'disposition' | 'fence'>;

type Props = {
  readonly outcome: OutcomeKey;
  readonly name: string;
  /** Answers were written down already. */
  readonly begun: boolean;
  readonly window: CallingWindow | null;
  readonly now: Date;
  readonly zone: string;
  readonly draft: OutcomeDetails;
  readonly onChange: (draft: OutcomeDetails) => void;
  readonly onAct: (action: Action) => void;
};

/** What is asked before an outcome is written: the promised time, the language, or whether it is meant, with what will follow. */
export function OutcomeDetailsPanel({ outcome, name, begun, draft, onChange, onAct, ...hours }: Props) {
  const { t, say, language } = useWords();
  const { disposition, of } = outcome;
  const effects = dispositionEffects[disposition];
  return (
    <section className={classes.outcomes} aria-labelledby="desk-details">
      <h2 id="desk-details" className={classes.heading}>
        {say(effects.text)} · {of === 'call' ? t('desk.forAll') : name}
      </h2>
      {disposition === 'callback' && (
        <Suspense>
          <CallbackPicker {...hours} chosen={draft.callbackAt} onChoose={(at) => onChange({ ...draft, callbackAt: at })} />
        </Suspense>
      )}
      {disposition === 'language-barrier' && (
        <NativeSelect
          label={t('desk.whichLanguage')}
          value={draft.language ?? ''}
          data={[
            { value: '', label: t('desk.languageUnknown') },
            ...spokenLanguages.map((code) => ({ value: code, label: languageName(code, language) })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const { language: _, ...others } = draft;
            onChange(value === '' ? others : { ...others, language: value });
          }}
        />
      )}
      {begun && (
        <Alert color="red" variant="light" p="xs">
          {t('desk.answersNotSent')}
        </Alert>
      )}
      {disposition === 'died' && <p className={classes.tip}>{t('desk.deathWords')}</p>}
      {effects.stops !== 'nothing' && effects.stops !== 'today' && (
        <Alert color="orange" variant="light" p="xs">
          {t(`desk.stops.${effects.stops}`, { name })}
        </Alert>
      )}
      {effects.raises && (
        <p className={classes.small}>{t('desk.raisesNeed', { need: say(deskNeedKinds[effects.raises].title) })}</p>
      )}
      <NoteField note={draft.note ?? ''} onChange={(note) => onChange(withNote(draft, note))} />
      <div className={classes.deeds}>
        <KeyButton
          action="confirm"
          mode="details"
          onAct={onAct}
          variant="filled"
          disabled={disposition === 'callback' && !draft.callbackAt}
        />
        <KeyButton action="close" mode="details" onAct={onAct} label={t('ui.back')} />
      </div>
    </section>
  );
}

function withNote(draft: OutcomeDetails, note: string): OutcomeDetails {
  const { note: _, ...others } = draft;
  return note.trim() === '' ? others : { ...others, note };
}

function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(note);
  return (
    <Textarea
      label={t('desk.remark')}
      autosize={false}
      rows={2}
      maxLength={500}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        onChange(value);
      }}
    />
  );
}
