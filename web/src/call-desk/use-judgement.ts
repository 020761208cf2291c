import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { useEffect, useState } from 'react';
import type { DeskPort, Judgement } from './desk-port.ts';
import type { Asked } from './desk-state.ts';

export type Rules = { readonly protocol: Protocol | null; readonly judgement: Judgement | null };

/** The version's text and what the answers mean by it, anew with every answer. Of the person in focus only. */
export function useJudgement(port: DeskPort, asked: Asked | null): Rules {
  const [protocol, setProtocol] = useState<{ of: string; protocol: Protocol | null } | null>(null);
  const [judged, setJudged] = useState<{ of: string; judgement: Judgement | null } | null>(null);
  const { checkIn, said } = asked ?? { checkIn: null, said: null };
  const { answers, readings, informant } = said ?? {};
  useEffect(() => {
    let gone = false;
    if (checkIn) {
      const of = checkIn.checkInId;
      void port.protocolOf(checkIn).then(
        (found) => gone || setProtocol({ of, protocol: found }),
        () => {},
      );
    }
    return () => {
      gone = true;
    };
  }, [port, checkIn]);
  useEffect(() => {
    let gone = false;
    if (checkIn && answers && readings && informant) {
      const of = checkIn.checkInId;
      const so = { answers, readings, informant };
      // Told when it is sent, at the latest.
      void port.judge(checkIn, so).then(
        (judgement) => gone || judgement === null || setJudged({ of, judgement }),
        () => {},
      );
    }
    return () => {
      gone = true;
    };
  }, [port, checkIn, answers, readings, informant]);
  const of = checkIn?.checkInId;
  return {
    protocol: protocol && protocol.of === of ? protocol.protocol : null,
    judgement: judged && judged.of === of ? judged.judgement : null,
  };
}
