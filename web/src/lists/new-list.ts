import type { previewList, startImport } from '@kshem/contract/intake.ts';
import type { ListField } from '@kshem/domain/intake/list-field.ts';
import type { Reply, Request } from '../api/client.ts';
import { given } from '../api/given.ts';

export type Preview = Reply<typeof previewList>;
export type Corrections = Readonly<Record<string, ListField | null>>;

/** How far the handing in of a list is. */
export type Step =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'previewing' | 'starting'; readonly sent: number; readonly total: number }
  | { readonly kind: 'previewed' }
  | { readonly kind: 'failed'; readonly error: Error };

export type NewList = {
  readonly file: File | null;
  readonly source: string;
  readonly programmeId: string;
  /** Local date; empty: today. */
  readonly listOn: string;
  readonly partial: boolean;
  readonly corrections: Corrections;
  /** The last that was read; stays on the screen while another is. */
  readonly preview: Preview | null;
  readonly state: Step;
};

export type Facts = Partial<Pick<NewList, 'source' | 'programmeId' | 'listOn' | 'partial'>>;

type Happened =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'facts'; readonly part: Facts }
  | { readonly kind: 'correct'; readonly heading: string; readonly field: ListField | null }
  | { readonly kind: 'previewing' | 'starting' }
  | { readonly kind: 'sent'; readonly sent: number; readonly total: number }
  | { readonly kind: 'previewed'; readonly preview: Preview }
  | { readonly kind: 'failed'; readonly error: Error };

export const begin: NewList = {
  file: null,
  source: '',
  programmeId: '',
  listOn: '',
  partial: false,
  corrections: {},
  preview: null,
  state: { kind: 'choosing' },
};

/** Handing in a list, step by step. Another file begins anew, but what was said about the office stays. */
export function change(list: NewList, happened: Happened): NewList {
  switch (happened.kind) {
    case 'file':
      return { ...list, file: happened.file, corrections: {}, preview: null, state: { kind: 'choosing' } };
    case 'facts':
      return { ...list, ...happened.part };
    case 'correct':
      return { ...list, corrections: { ...list.corrections, [happened.heading]: happened.field } };
    case 'previewing':
    case 'starting':
      return { ...list, state: { kind: happened.kind, sent: 0, total: list.file?.size ?? 0 } };
    case 'sent':
      return list.state.kind === 'previewing' || list.state.kind === 'starting'
        ? { ...list, state: { ...list.state, sent: happened.sent, total: happened.total } }
        : list;
    case 'previewed':
      return { ...list, preview: happened.preview, state: { kind: 'previewed' } };
    case 'failed':
      return { ...list, state: { kind: 'failed', error: happened.error } };
  }
}

/** The request that starts the import, once everything is said and the file can be read. */
export function readyToStart(list: NewList): (Request<typeof startImport> & { file: Blob; fileName: string }) | null {
  const { file, source, programmeId, listOn, partial, corrections, state } = list;
  // A start that was refused (as by another list of the office under way) may be tried again; an unreadable file may not.
  const again = state.kind === 'failed' && list.preview !== null && isOfStart(state.error);
  if (!file || source === '' || programmeId === '' || (state.kind !== 'previewed' && !again)) return null;
  return {
    body: {
      source,
      programme: programmeId,
      ...given({ listOn, partial: partial ? ('true' as const) : undefined, corrections: correctionsText(corrections) }),
    },
    file,
    fileName: file.name,
  };
}

function correctionsText(corrections: Corrections): string | undefined {
  return Object.keys(corrections).length === 0 ? undefined : JSON.stringify(corrections);
}

const startRefusals = ['import-running', 'programme-not-running', 'list-from-the-future', 'unavailable', 'internal'];

function isOfStart(error: Error & { readonly code?: string }): boolean {
  return startRefusals.includes(error.code ?? '');
}

/** A code for an office that sends lists for the first time, from the name it was given; empty while that makes none. */
export function sourceCodeOf(typed: string): string {
  return typed
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
