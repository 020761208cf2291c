import { useEffect, useState } from 'react';
import classes from './call-desk.module.css';

/** How long they have been on the line. Not read aloud as it ticks. */
export function CallTimer({ since, label }: { since: string; label: string }) {
  const now = useSeconds();
  return (
    <time className={`${classes.timer} figures`} role="timer" aria-live="off" aria-label={label}>
      {clock(now - Date.parse(since))}
    </time>
  );
}

/** The instant, anew each second. */
export function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** 4:05, 1:02:09; never less than nothing. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
