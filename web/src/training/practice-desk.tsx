import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useZone } from '../api/use-zone.ts';
import { CallDesk } from '../call-desk/call-desk.tsx';
import { useWords } from '../i18n/use-words.ts';
import { PersonBubble } from './person-bubble.tsx';
import type { PracticeCase } from './practice-case.ts';
import { startPractice } from './practice-session.ts';
import type { CallLog } from './session-log.ts';
import classes from './training.module.css';

/** The call desk itself over people who do not exist; a strip says so all the while. */
export function PracticeDesk({
  practice,
  protocol,
  onOver,
  onLeave,
}: {
  practice: PracticeCase;
  protocol: Protocol;
  onOver: (logs: readonly CallLog[]) => void;
  onLeave: () => void;
}) {
  const { t, say, language } = useWords();
  const timeZone = useZone();
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  // One session for as long as the case is practised: a language changed in between changes the words of the screen only.
  const [session] = useState(() =>
    startPractice({ practice, protocol, timeZone, language, onOver: (logs) => over.current(logs) }),
  );
  return (
    <div className={classes.session}>
      <div className={classes.strip}>
        <strong>{t('training.strip')}</strong>
        <span>{say(practice.title)}</span>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {t('training.leave')}
        </Button>
      </div>
      <CallDesk
        port={session.port}
        training={{
          beside: (asking, phase) => <PersonBubble session={session} coach={practice.coach} asking={asking} phase={phase} />,
        }}
      />
    </div>
  );
}
