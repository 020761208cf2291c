import { CloseDialog } from './close-dialog.tsx';
import { DeathDialog } from './death-dialog.tsx';
import { EnrolKnownDialog } from './enrol-known-dialog.tsx';
import type { Episode } from './episode-cards.tsx';
import { NumberDialog } from './number-dialog.tsx';
import type { ShownNumber } from './numbers.tsx';
import { OptOutDialog } from './opt-out-dialog.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import type { Card } from './person-page.tsx';
import { ResumeDialog } from './resume-dialog.tsx';

/** What is about to be done to the person or one of their follow-ups. */
export type PersonDo =
  | { readonly kind: 'close' | 'pause' | 'resume'; readonly episode: Episode }
  | { readonly kind: 'number'; readonly replaces: ShownNumber | null }
  | { readonly kind: 'enrol' | 'optOut' | 'death' };

export function PersonDialogs({ card, doing, onClose }: { card: Card; doing: PersonDo; onClose: () => void }) {
  switch (doing.kind) {
    case 'close':
      return <CloseDialog episode={doing.episode} onClose={onClose} />;
    case 'pause':
      return <PauseDialog episode={doing.episode} onClose={onClose} />;
    case 'resume':
      return <ResumeDialog episode={doing.episode} onClose={onClose} />;
    case 'number':
      return <NumberDialog card={card} replaces={doing.replaces} onClose={onClose} />;
    case 'enrol':
      return <EnrolKnownDialog personId={card.personId} name={card.name} onClose={onClose} onEnrolled={onClose} />;
    case 'optOut':
      return <OptOutDialog card={card} onClose={onClose} />;
    case 'death':
      return <DeathDialog card={card} onClose={onClose} />;
  }
}
