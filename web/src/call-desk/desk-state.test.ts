import { describe, expect, test } from 'vitest';
import { atRest, type DeskEvent, type DeskState, deskReducer, inFocus, openAttempts } from './desk-state.ts';
import { givenTurn, questionnaire } from './given-desk.ts';
import { nothingSaid } from './said.ts';

const at = '2021-05-10T04:30:00.000Z';
const run = (events: readonly DeskEvent[], from: DeskState = atRest) => events.reduce(deskReducer, from);

function onTheLine(...people: string[]): DeskState {
  const { turn, call } = givenTurn(...people);
  const said = Object.fromEntries(turn.items.map(({ checkInId }) => [checkInId, nothingSaid(questionnaire, checkInId, '4821')]));
  return run([
    { type: 'asked-for-next' },
    { type: 'turn-came', turn, said },
    { type: 'placing' },
    { type: 'call-placed', call, at },
    { type: 'they-answered', at },
  ]);
}

describe('a household of one', () => {
  test('is asked as soon as they answer, and the next is asked for when they are done', () => {
    const state = onTheLine('mother');
    expect(state).toMatchObject({ phase: 'asking', at: 'attempt-mother', answeredAt: at });
    const saved = run(
      [{ type: 'all-asked' }, { type: 'saving' }, { type: 'came', came: { 'attempt-mother': 'answers' } }],
      state,
    );
    expect(saved).toMatchObject({ phase: 'claiming', turn: null, call: null });
  });

  test('is the last one where a pause was asked for', () => {
    const state = run([{ type: 'pause-wanted', wanted: true }], onTheLine('mother'));
    expect(run([{ type: 'came', came: { 'attempt-mother': 'no-answer' } }], state)).toMatchObject({
      phase: 'idle',
      pauseNext: false,
    });
  });

  test('stays where it was when a save is refused', () => {
    const state = run([{ type: 'all-asked' }, { type: 'saving' }, { type: 'refused' }], onTheLine('mother'));
    expect(state.phase).toBe('asking');
    const gone = { ...nothingSaid(questionnaire, 'x', '4821'), focus: null };
    const summary = run([{ type: 'said', checkInId: 'check-in-mother', said: gone }, { type: 'all-asked' }], onTheLine('mother'));
    expect(run([{ type: 'saving' }, { type: 'refused' }], summary).phase).toBe('summary');
  });
});

describe('a call that is moved to another telephone', () => {
  const call = { phoneCallId: 'call-2', contactPointId: 'number', channel: 'handset', dial: { kind: 'accepted' } } as const;

  test('keeps its attempts, what was said and who is asked, and rings anew', () => {
    const before = run([{ type: 'came', came: { 'attempt-mother': 'answers' } }], onTheLine('mother', 'son'));
    const [, son] = before.call?.attempts ?? [];
    const moved = run([{ type: 'call-moved', call: { ...call, attempts: son ? [son] : [] }, at }], before);
    expect(moved).toMatchObject({ phase: 'calling', answeredAt: null, at: 'attempt-son', call: { phoneCallId: 'call-2' } });
    expect(moved.said).toBe(before.said);
    expect(moved.call?.attempts).toBe(before.call?.attempts);
    expect(run([{ type: 'they-answered', at }], moved)).toMatchObject({ phase: 'asking', at: 'attempt-son' });
  });

  test('is none where nobody was called', () => {
    expect(run([{ type: 'call-moved', call: { ...call, attempts: [] }, at }])).toEqual(atRest);
  });
});

describe('a household of several', () => {
  test('is one call with an outcome for each', () => {
    const state = onTheLine('mother', 'son', 'aunt');
    const after = run([{ type: 'came', came: { 'attempt-mother': 'answers' } }], state);
    expect(after).toMatchObject({ phase: 'asking', at: 'attempt-son' });
    expect(openAttempts(after).map(({ personId }) => personId)).toEqual(['son', 'aunt']);
    expect(inFocus(after)?.card.personId).toBe('son');
    const last = run([{ type: 'came', came: { 'attempt-son': 'callback', 'attempt-aunt': 'callback' } }], after);
    expect(last.phase).toBe('claiming');
  });

  test('lets the caller turn to whoever takes the telephone, but not to somebody who is done', () => {
    const state = run([{ type: 'turned-to', attemptId: 'attempt-aunt' }], onTheLine('mother', 'aunt'));
    expect(state.at).toBe('attempt-aunt');
    const done = run([{ type: 'came', came: { 'attempt-aunt': 'answers' } }], state);
    expect(run([{ type: 'turned-to', attemptId: 'attempt-aunt' }], done).at).toBe('attempt-mother');
  });
});

describe('a claim that ran out while talking', () => {
  test('keeps the person, the question and the answers', () => {
    const state = onTheLine('mother');
    expect(run([{ type: 'claim-lost' }], state)).toEqual({ ...state, claim: 'lost' });
  });

  test('is held again when it was renewed after all', () => {
    const until = new Date('2021-05-10T04:50:00Z');
    const state = run([{ type: 'claim-lost' }, { type: 'claim-renewed', until }], onTheLine('mother'));
    expect(state).toMatchObject({ claim: 'held', turn: { claimUntil: until } });
  });
});

describe('a page that comes back', () => {
  test('offers again what was under way when it went', () => {
    const placing = { ...run([{ type: 'turn-came', turn: givenTurn('mother').turn, said: {} }]), phase: 'placing' as const };
    expect(run([{ type: 'restored', state: placing }]).phase).toBe('ready');
    expect(run([{ type: 'restored', state: { ...onTheLine('mother'), phase: 'saving' } }]).phase).toBe('asking');
  });
});
