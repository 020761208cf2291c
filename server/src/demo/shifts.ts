import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt, type LocalTime } from '@kshem/domain/time/local-time.ts';
import type { RoomCaller } from '../telephony/simulated/room.ts';

type Shift = { readonly from: LocalTime; readonly to: LocalTime; readonly pause: readonly [LocalTime, LocalTime] };

/** Seven hours each with half an hour's break: the room opens with the calling window, and the evening reaches who works by day. */
const shifts: readonly [Shift, Shift] = [
  { from: '08:00', to: '15:00', pause: ['11:30', '12:00'] },
  { from: '13:00', to: '20:00', pause: ['16:30', '17:00'] },
];

/** Every second caller comes in the morning, the others after lunch. */
export function shiftsOf(callerIds: readonly string[], day: LocalDate, zone: string): readonly RoomCaller[] {
  const at = (time: LocalTime) => instantAt(day, time, zone);
  return callerIds.map((callerId, index) => {
    const { from, to, pause } = shifts[index % 2 === 0 ? 0 : 1];
    return { callerId, from: at(from), to: at(to), breaks: [{ from: at(pause[0]), to: at(pause[1]) }] };
  });
}
