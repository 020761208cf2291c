import { describe, expect, test } from 'vitest';
import { consultationOf, emptyDraft, isBegun, isReady, withAdvice } from './consult-draft.ts';

const now = new Date('2022-01-12T04:30:00Z');
const about = { episodeId: 'e', escalationId: 'x', now };
const written = { ...emptyDraft('c'), note: ' Breathless ' };

describe('a consultation on the device', () => {
  test('is not sent before something is written and decided', () => {
    expect(isReady(written)).toBe(false);
    expect(consultationOf(written, about)).toBeNull();
    expect(isReady({ ...emptyDraft('c'), decision: 'stay' })).toBe(false);
    expect(isReady({ ...written, decision: 'refer' })).toBe(false);
    expect(isReady({ ...written, decision: 'refer', referTo: 'District TB clinic' })).toBe(true);
  });

  test('says when to measure again from the moment it is sent, and only what its decision needs', () => {
    const draft = { ...written, decision: 'remeasure', remeasureMinutes: 30, referTo: 'typed before' } as const;
    expect(consultationOf(draft, about)?.body).toMatchObject({
      note: 'Breathless',
      drugAdvice: null,
      remeasureAt: '2022-01-12T05:00:00.000Z',
      bedKind: null,
      referTo: null,
      closes: true,
    });
  });

  test('closes nothing where nothing rings', () => {
    const sent = consultationOf({ ...written, decision: 'stay' }, { ...about, escalationId: null });
    expect(sent?.body).toMatchObject({ escalationId: null, closes: false });
  });

  test('keeps each advice once', () => {
    const once = withAdvice(withAdvice(written, 'fluids', true), 'fluids', true);
    expect(once.adviceCodes).toEqual(['fluids']);
    expect(withAdvice(once, 'fluids', false).adviceCodes).toEqual([]);
  });

  test('is worth keeping from the first key', () => {
    expect(isBegun(emptyDraft('c'))).toBe(false);
    expect(isBegun({ ...emptyDraft('c'), drugAdvice: 'P' })).toBe(true);
  });
});
