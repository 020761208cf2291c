import { Alert, Stack } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.ts';

type Toast = { readonly id: number; readonly message: string; readonly color: string; readonly undo?: () => void };

let shown: readonly Toast[] = [];
let made = 0;
const listeners = new Set<() => void>();

function show(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** A short message at the edge of the screen that leaves by itself; with `undo`, what was done can be taken back as long as it stands. */
export function toast(message: string, color: string, { seconds = 5, undo }: { seconds?: number; undo?: () => void } = {}): void {
  const id = ++made;
  show([...shown.slice(-3), { id, message, color, ...(undo && { undo }) }]);
  setTimeout(() => dismiss(id), seconds * 1000);
}

function dismiss(id: number): void {
  show(shown.filter((one) => one.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where messages appear; read aloud by a screen reader as they come. */
export function Toasts() {
  const { t } = useWords();
  const now = useSyncExternalStore(subscribe, () => shown);
  return (
    <Stack
      gap="xs"
      role="status"
      aria-live="polite"
      pos="fixed"
      top={56}
      right={12}
      w="min(380px, calc(100vw - 24px))"
      style={{ zIndex: 400 }}
    >
      {now.map(({ id, message, color, undo }) => (
        <Alert
          key={id}
          color={color}
          variant="filled"
          autoContrast
          withCloseButton
          closeButtonLabel={t('ui.close')}
          onClose={() => dismiss(id)}
          title={message}
        >
          {undo && (
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                undo();
                dismiss(id);
              }}
            >
              {t('ui.undo')}
            </button>
          )}
        </Alert>
      ))}
    </Stack>
  );
}
