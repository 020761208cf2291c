import { useEffect, useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { dropDraft, loadDraft, saveDraft } from '../offline/drafts.ts';
import { type ConsultDraft, emptyDraft, isBegun } from './consult-draft.ts';

/** What is being typed about an episode: brought back after a reload, a sign-out or a power cut, kept with every key. */
export function useConsultDraft(episodeId: string) {
  const key = `consultation ${episodeId}`;
  const [draft, setDraft] = useState<ConsultDraft>(() => emptyDraft(newUuid()));
  useEffect(() => {
    let here = true;
    void loadDraft<ConsultDraft>(key).then((kept) => here && kept && setDraft((now) => (isBegun(now) ? now : kept)));
    return () => {
      here = false;
    };
  }, [key]);
  return {
    draft,
    change: (part: Partial<ConsultDraft>) => {
      const next = { ...draft, ...part };
      setDraft(next);
      saveDraft(key, next);
    },
    clear: () => {
      setDraft(emptyDraft(newUuid()));
      void dropDraft(key);
    },
  };
}
