import type { NeedProof } from '../protocol/protocol.ts';

/** Wrong codes that one need takes. With four digits, whoever guesses has one chance in two thousand. */
export const codeTries = 5;

export type Shown = {
  /** What the person read out. */
  readonly code?: string | undefined;
  readonly photo: boolean;
  readonly note?: string | undefined;
  /** Written down without a network and sent later: the team has left, and what was given is given. */
  readonly later: boolean;
};

/** What is known of the code: null where nobody was told one. */
export type Told = { readonly code: string | null; readonly wrongSoFar: number };

/**
 * `code-wrong`: taken because it came too late to ask again; whoever looks into the need sees it, and the person's own word decides as
 * ever.
 */
export type Proof = NeedProof | 'code-wrong' | 'none';
export type Judged =
  | { readonly kind: 'proved'; readonly proof: Proof }
  | { readonly kind: 'wrong-code'; readonly triesLeft: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'missing'; readonly wanted: NeedProof };

/**
 * Whether what is shown proves that it came. A photo does in place of a code that the person does not know, was never told, or that was
 * given wrong too often; nothing less does.
 */
export function judgeProof(wanted: NeedProof | undefined, told: Told, shown: Shown): Judged {
  const other = otherProof(shown);
  if (wanted === 'photo') return shown.photo ? { kind: 'proved', proof: 'photo' } : { kind: 'missing', wanted };
  if (wanted === 'note') return other === 'none' ? { kind: 'missing', wanted } : { kind: 'proved', proof: other };
  if (wanted === 'code') return judgeCode(told, shown);
  return { kind: 'proved', proof: other };
}

function judgeCode({ code: told, wrongSoFar }: Told, { code, photo, later }: Shown): Judged {
  if (code !== undefined && told !== null) {
    const locked = wrongSoFar >= codeTries;
    if (code === told && !locked) return { kind: 'proved', proof: 'code' };
    if (!photo && !later) return locked || wrongSoFar + 1 >= codeTries ? { kind: 'locked' } : wrongCode(wrongSoFar + 1);
    return { kind: 'proved', proof: photo ? 'photo' : 'code-wrong' };
  }
  if (photo) return { kind: 'proved', proof: 'photo' };
  return { kind: 'missing', wanted: 'code' };
}

function wrongCode(wrong: number): Judged {
  return { kind: 'wrong-code', triesLeft: codeTries - wrong };
}

function otherProof({ photo, note }: Shown): Proof {
  if (photo) return 'photo';
  return (note ?? '').trim() === '' ? 'none' : 'note';
}
