import { readProtocol } from '@kshem/contract/programmes.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMe } from '../api/use-me.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { CaseList } from './case-list.tsx';
import { FeedbackView } from './feedback-view.tsx';
import { type Feedback, judgeSession } from './judge-session.ts';
import type { PracticeCase } from './practice-case.ts';
import { PracticeDesk } from './practice-desk.tsx';
import { addScore, readScores } from './score-history.ts';
import type { CallLog } from './session-log.ts';

type View =
  | { readonly kind: 'list' }
  /** `run` tells two sessions of one case apart. */
  | { readonly kind: 'desk'; readonly practice: PracticeCase; readonly run: number }
  | { readonly kind: 'feedback'; readonly practice: PracticeCase; readonly protocol: Protocol; readonly feedback: Feedback };

/** The call desk to practise on: nobody is rung and nothing is sent. Afterwards one sees what was missed. */
export function TrainingPage() {
  const { t, say } = useWords();
  const { id } = useMe();
  const timeZone = useZone();
  const [view, setView] = useState<View>({ kind: 'list' });
  const [runs, setRuns] = useState(0);
  const [scores, setScores] = useState(() => readScores(id));
  const start = (practice: PracticeCase) => {
    setRuns(runs + 1);
    setView({ kind: 'desk', practice, run: runs + 1 });
  };
  const finish = (practice: PracticeCase, protocol: Protocol, logs: readonly CallLog[]) => {
    const feedback = judgeSession(practice, protocol, logs, timeZone);
    const { score, seconds } = feedback;
    setScores(addScore(id, { caseId: practice.id, at: new Date().toISOString(), score, seconds }));
    setView({ kind: 'feedback', practice, protocol, feedback });
  };
  if (view.kind === 'desk') {
    return <Practice key={view.run} practice={view.practice} onFinish={finish} onLeave={() => setView({ kind: 'list' })} />;
  }
  return (
    <Page title={view.kind === 'list' ? t('place.training') : say(view.practice.title)}>
      {view.kind === 'list' ? (
        <CaseList scores={scores} onStart={start} />
      ) : (
        <FeedbackView {...view} onStart={start} onList={() => setView({ kind: 'list' })} />
      )}
    </Page>
  );
}

function Practice({
  practice,
  onFinish,
  onLeave,
}: {
  practice: PracticeCase;
  onFinish: (practice: PracticeCase, protocol: Protocol, logs: readonly CallLog[]) => void;
  onLeave: () => void;
}) {
  const params = { programmeId: practice.programme, version: practice.version };
  const asked = useAsk(readProtocol, { params }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Shown asked={asked}>
      {({ protocol }) => (
        <PracticeDesk
          practice={practice}
          protocol={protocol}
          onOver={(logs) => onFinish(practice, protocol, logs)}
          onLeave={onLeave}
        />
      )}
    </Shown>
  );
}
