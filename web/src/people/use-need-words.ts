import { readProtocol } from '@kshem/contract/programmes.ts';
import { requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Card } from './person-page.tsx';

/** The protocol version on which the person's newest follow-up runs; it never changes, so it is asked for once. */
export function useProtocolOf(card: Card) {
  const [episode] = card.episodes;
  const params = { programmeId: episode?.programmeId ?? '', version: episode?.version ?? '' };
  const asked = useAsk(readProtocol, { params }, { enabled: episode !== undefined, staleTime: Number.POSITIVE_INFINITY });
  return asked.data?.protocol;
}

/** The kinds of needs in words: the version's own titles first, then the desk's. */
export function useNeedWords(card: Card): (kind: string) => string {
  const { say } = useWords();
  const protocol = useProtocolOf(card);
  return (kind) => {
    const known = [...(protocol?.needKinds ?? []), ...Object.values(deskNeedKinds), ...requestKinds].find(
      ({ code }) => code === kind,
    );
    return known ? say(known.title) : kind;
  };
}
