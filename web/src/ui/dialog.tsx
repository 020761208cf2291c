import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './dialog.module.css';

/**
 * The browser's own modal dialog: it keeps the focus inside, closes with Escape, and gives the focus back. Shown as long as it is rendered.
 */
export function Dialog({
  title,
  onClose,
  children,
  width = 520,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  width?: number;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      style={{ maxWidth: width }}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Title order={2} size="h4" id={heading}>
          {title}
        </Title>
        <button type="button" className="plain-button" onClick={onClose} aria-label={t('ui.close')}>
          ✕
        </button>
      </Group>
      {children}
    </dialog>
  );
}
