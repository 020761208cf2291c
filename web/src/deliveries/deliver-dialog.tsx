import { Alert, Button, FileButton, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '../api/client.ts';
import { newUuid } from '../api/new-uuid.ts';
import { refresh } from '../api/refresh.ts';
import { useWords } from '../i18n/use-words.ts';
import { dropDraft, loadDraft, saveDraft } from '../offline/drafts.ts';
import { useOnline } from '../offline/network.ts';
import { sendSurely } from '../offline/outbox.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTell, wordsOf } from '../ui/use-tell.ts';
import classes from './deliveries.module.css';
import type { Act, Delivery } from './round.ts';
import { PhotoUnreadable, scalePhoto } from './scale-photo.ts';

type Props = {
  readonly delivery: Delivery;
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
};
type Shown = { readonly code: string; readonly note: string; readonly photo: string | null };
const blank: Shown = { code: '', note: '', photo: null };

/**
 * It is in their hands: what proves it is written down at the door. What is typed is kept on the device, because a phone often forgets the
 * page while its camera is open.
 */
export function DeliverDialog({ delivery, onDone, onClose }: Props) {
  const { t, say } = useWords();
  const tell = useTell();
  const online = useOnline();
  const { needId, proofWanted, codeTold, codeTriesLeft } = delivery;
  const draft = `delivery/${needId}`;
  const [shown, setShown] = useState(blank);
  /** Beside the state: a photo that took long to make small must not bring back what was typed before it. */
  const latest = useRef(blank);
  const [refused, setRefused] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void loadDraft<Shown>(draft).then((kept) => {
      if (kept === null || latest.current !== blank) return;
      latest.current = kept;
      setShown(kept);
    });
  }, [draft]);
  const change = (part: Partial<Shown>) => {
    latest.current = { ...latest.current, ...part };
    setShown(latest.current);
    saveDraft(draft, latest.current);
  };
  const asksCode = proofWanted === 'code' && codeTold && codeTriesLeft !== 0 && !isLocked(refused);

  async function submit() {
    setBusy(true);
    setRefused(null);
    const { code, note, photo } = shown;
    const body = {
      ...{ eventId: newUuid(), at: new Date().toISOString() },
      ...(asksCode && code !== '' && { code }),
      ...(photo !== null && { photo }),
      ...(note.trim() !== '' && { note }),
      ...(!online && { later: true as const }),
    };
    try {
      const { kind } = await sendSurely('deliverNeed', { params: { needId }, body });
      void dropDraft(draft);
      onDone({ kind: 'delivered', needId });
      tell.done(t(kind === 'waits' ? 'deliveries.keptForSending' : 'deliveries.writtenDown'));
      refresh(['needs']);
      onClose();
    } catch (error) {
      setRefused(error);
      setBusy(false);
    }
  }

  return (
    <Dialog title={t('deliveries.deliveredTo', { name: delivery.personName })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Text fw={600}>{say(delivery.title)}</Text>
          {asksCode && (
            <TextInput
              size="xl"
              label={t('deliveries.code')}
              description={t('deliveries.codeHow')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              classNames={{ input: classes.digits ?? '' }}
              value={shown.code}
              onChange={({ currentTarget }) => change({ code: digitsIn(currentTarget.value) })}
            />
          )}
          {proofWanted === 'code' && !asksCode && <Text>{t('deliveries.codeNever')}</Text>}
          {proofWanted !== null && (
            <Photo shown={shown} instead={asksCode} onPhoto={(photo) => change({ photo })} onFail={setRefused} />
          )}
          <TextInput
            size="md"
            label={proofWanted === 'note' ? t('deliveries.noteMust') : t('deliveries.noteMay')}
            maxLength={500}
            value={shown.note}
            onChange={({ currentTarget }) => change({ note: currentTarget.value })}
          />
          {refused !== null && <Refusal error={refused} />}
          <Button type="submit" size="xl" fullWidth loading={busy} disabled={!isProved(delivery, shown, asksCode)}>
            {t('deliveries.delivered')}
          </Button>
          <Text size="sm">{t('deliveries.closesLater')}</Text>
        </Stack>
      </form>
    </Dialog>
  );
}

type PhotoProps = {
  readonly shown: Shown;
  readonly instead: boolean;
  readonly onPhoto: (photo: string | null) => void;
  readonly onFail: (error: unknown) => void;
};

function Photo({ shown, instead, onPhoto, onFail }: PhotoProps) {
  const { t } = useWords();
  const [scaling, setScaling] = useState(false);
  const take = async (file: File | null) => {
    if (!file) return;
    onFail(null);
    setScaling(true);
    await scalePhoto(file).then(onPhoto, onFail);
    setScaling(false);
  };
  return (
    <Stack gap="xs">
      {shown.photo && (
        <img className={classes.photo} src={`data:image/jpeg;base64,${shown.photo}`} alt={t('deliveries.photoTaken')} />
      )}
      <FileButton accept="image/*" capture="environment" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} size="lg" variant="default" fullWidth loading={scaling}>
            {t(shown.photo ? 'deliveries.photoAgain' : instead ? 'deliveries.photoInstead' : 'deliveries.photo')}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { t, say } = useWords();
  const left = error instanceof Refused && error.code === 'delivery-code-wrong' ? Number(error.answer?.detail?.triesLeft) : null;
  return (
    <Alert color="red" variant="light" role="alert">
      {error instanceof PhotoUnreadable ? t('deliveries.photoUnreadable') : say(wordsOf(error))}{' '}
      {left !== null && t('deliveries.triesLeft', { count: left })}
    </Alert>
  );
}

function isLocked(error: unknown): boolean {
  return error instanceof Refused && error.code === 'code-locked';
}

/** Whether there is enough to send; the server decides whether it is right. */
function isProved({ proofWanted }: Delivery, { code, note, photo }: Shown, asksCode: boolean): boolean {
  if (proofWanted === null || photo !== null) return true;
  if (proofWanted === 'code') return asksCode && code.length === 4;
  return proofWanted === 'note' && note.trim() !== '';
}

/** Devanagari digits are digits too. */
function digitsIn(typed: string): string {
  const plain = typed.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  return plain.replace(/\D/g, '').slice(0, 4);
}
