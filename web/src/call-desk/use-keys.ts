import { useEffect, useRef } from 'react';
import { type Action, actionOf, type Mode } from './keys.ts';

/** The keyboard of the desk. What is being written keeps its letters; a dialog keeps its keys. */
export function useKeys(mode: Mode, enabled: boolean, act: (action: Action, sign: string) => void): void {
  const latest = useRef({ mode, act });
  latest.current = { mode, act };
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const found = actionOf(event, latest.current.mode);
      if (found === null || !isDesks(event, found.sign)) return;
      event.preventDefault();
      latest.current.act(found.action, found.sign);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

/** Whether the key is the desk's where the focus is: a field takes what one writes, a button its Enter and space. */
function isDesks({ target, repeat }: KeyboardEvent, sign: string): boolean {
  if (repeat && sign !== '↑' && sign !== '↓') return false;
  if (!(target instanceof HTMLElement)) return true;
  if (sign === 'Esc' || sign.startsWith('Ctrl+')) return true;
  const field = target.dataset.answer;
  if (field === 'number') return !/^[0-9]$|^Space$|^→$/.test(sign);
  if (field === 'text') return sign.endsWith('Enter') || sign === '↑' || sign === '↓';
  if (target.matches('input, textarea, select')) return false;
  return !(target.matches('button, a, summary') && (sign === 'Enter' || sign === 'Space'));
}
