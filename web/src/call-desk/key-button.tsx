import { Button, type ButtonProps, Kbd } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { type Action, keyOf, type Mode } from './keys.ts';

type Props = ButtonProps & {
  readonly action: Action;
  readonly mode: Mode;
  readonly onAct: (action: Action) => void;
  /** Other words than the action's own. */
  readonly label?: string;
};

/** A deed of the desk with its key on it. */
export function KeyButton({ action, mode, onAct, label, ...props }: Props) {
  const { t } = useWords();
  const key = keyOf(action, mode);
  return (
    <Button
      variant="default"
      size="sm"
      {...props}
      onClick={() => onAct(action)}
      {...(key && { rightSection: <Kbd className={classes.key}>{key}</Kbd>, 'aria-keyshortcuts': spoken(key) })}
    >
      {label ?? t(`desk.do.${action}`)}
    </Button>
  );
}

/** Keys as assistive technology names them. */
export function spoken(key: string): string {
  return key
    .replace('Ctrl', 'Control')
    .replace('Esc', 'Escape')
    .replace('↑', 'ArrowUp')
    .replace('↓', 'ArrowDown')
    .replace('→', 'ArrowRight');
}
