import { type NeedAction, type NeedStatus, needTable } from '@kshem/domain/need/need-state.ts';

/** Going out with it, taking it and coming back are the deliveries' own deeds. */
export type Move = Exclude<NeedAction, 'fail' | 'giveBack'> | 'note';
const order: readonly Move[] = ['assign', 'promise', 'fulfil', 'confirm', 'decline', 'reopen', 'note'];

/** Whether an account may do something; all of it where nothing is said. */
type May = (permission: 'need.confirm') => boolean;
const anything: May = () => true;

/** What may be done with a need as it stands; a remark always. What the person says of it is for those to write down who did not bring it. */
export function movesOf(status: NeedStatus, may = anything): readonly Move[] {
  const possible = Object.keys(needTable.moves[status]);
  return order.filter((move) => move === 'note' || (possible.includes(move) && (move !== 'confirm' || may('need.confirm'))));
}

/** What may be done with all of several needs at once. A promise names one time to one person, so it is made one by one. */
export function movesOfAll(statuses: readonly NeedStatus[], may = anything): readonly Move[] {
  return order.filter((move) => move !== 'promise' && statuses.every((status) => movesOf(status, may).includes(move)));
}

/** Whether a move takes a text, and must have one. */
export const takesNote: Readonly<Record<Move, 'must' | 'may' | 'no'>> = {
  assign: 'may',
  promise: 'may',
  fulfil: 'may',
  confirm: 'may',
  decline: 'must',
  reopen: 'may',
  note: 'must',
};
