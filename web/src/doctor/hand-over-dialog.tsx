import { listHandOvers, writeHandOver } from '@kshem/contract/consultations.ts';
import { NativeSelect, Text, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMe } from '../api/use-me.ts';
import { useMembers } from '../api/use-members.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { dropDraft, loadDraft, saveDraft } from '../offline/drafts.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';

const draftKey = 'hand-over';

/** The end of a shift: a note, and what is held goes over when somebody takes it. What is typed stays on the device until it is sent. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t, say, number } = useWords();
  const tell = useTell();
  const me = useMe();
  const { members } = useMembers();
  const { data } = useAsk(listHandOvers);
  const send = useSend(writeHandOver, { quiet: true });
  const [handOverId] = useState(newUuid);
  const [note, setNote] = useState('');
  const [to, setTo] = useState('');
  useEffect(() => {
    void loadDraft<string>(draftKey).then((kept) => kept && setNote((now) => (now === '' ? kept : now)));
  }, []);
  const doctors = members.filter(({ userId, roles, active }) => active && roles.includes('doctor') && userId !== me.id);
  const held = data?.held ?? 0;
  const done = () => {
    void dropDraft(draftKey);
    tell.done(t('doctor.handOver.written'));
    onClose();
  };
  return (
    <DialogForm
      title={t('doctor.handOver.title')}
      does={t('doctor.handOver.write')}
      onClose={onClose}
      ready={note.trim() !== ''}
      sending={send.isPending}
      error={send.error}
      onSend={() => send.mutate({ body: { handOverId, note, toUserId: to === '' ? null : to } }, { onSuccess: done })}
    >
      <Textarea
        label={t('doctor.handOver.note')}
        required
        rows={6}
        maxLength={4000}
        value={note}
        onChange={({ currentTarget }) => {
          setNote(currentTarget.value);
          saveDraft(draftKey, currentTarget.value);
        }}
      />
      <NativeSelect
        label={t('doctor.handOver.to')}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
        data={[
          { value: '', label: t('doctor.handOver.anybody') },
          ...doctors.map(({ userId, name }) => ({ value: userId, label: say(name) })),
        ]}
      />
      {held > 0 && <Text size="sm">{t('doctor.handOver.held', { count: held, number: number(held) })}</Text>}
    </DialogForm>
  );
}
