import { enrolPerson, findSamePeople } from '@kshem/contract/episodes.ts';
import { Alert, Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Refused, type Reply } from '../api/client.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { dropDraft, loadDraft, saveDraft } from '../offline/drafts.ts';
import { Page } from '../ui/page.tsx';
import { Failed } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import { EnrolFields } from './enrol-fields.tsx';
import { describedIn, type EnrolForm, emptyForm, enrollingOf, lackingIn } from './enrol-form.ts';
import { EnrolKnownDialog } from './enrol-known-dialog.tsx';
import { SamePeople } from './same-people.tsx';

const draftKey = 'enrol';
export type SameOnes = Reply<typeof findSamePeople>['items'];

/** Enrols somebody by hand. Whoever may be on record is shown first, side by side with what was typed. */
export function EnrolPage() {
  const { t } = useWords();
  const tell = useTell();
  const navigate = useNavigate();
  const [form, setForm] = useDraft();
  const [tried, setTried] = useState(false);
  const [same, setSame] = useState<SameOnes | null>(null);
  const [known, setKnown] = useState<SameOnes[number] | null>(null);
  const look = useSend(findSamePeople, { quiet: true });
  const enrol = useSend(enrolPerson, { quiet: true });
  const lacking = lackingIn(form);

  const change = (part: Partial<EnrolForm>) => {
    setForm({ ...form, ...part });
    setSame(null);
  };
  const show = (personId: string) => {
    void dropDraft(draftKey);
    void navigate({ to: `/people/${personId}` });
  };
  const send = (force: boolean) =>
    enrol.mutate(
      { body: { ...enrollingOf(form), force } },
      {
        onSuccess: ({ personId, paused }) => {
          tell.done(t(paused ? 'people.enrolledPaused' : 'people.enrolled'));
          show(personId);
        },
        // Somebody enrolled them in this very moment: look again, and show them.
        onError: (error) => error instanceof Refused && error.code === 'may-be-known' && lookFirst(),
      },
    );
  const lookFirst = () =>
    look.mutate({ body: describedIn(form) }, { onSuccess: ({ items }) => (items.length === 0 ? send(false) : setSame(items)) });
  const refused = look.error ?? (enrol.error instanceof Refused && enrol.error.code === 'may-be-known' ? null : enrol.error);

  return (
    <Page title={t('people.enrol')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (lacking.length === 0) lookFirst();
          else event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true], fieldset')?.focus();
        }}
      >
        <EnrolFields form={form} lacking={tried ? lacking : []} onChange={change} />
        {refused && <Failed error={refused} />}
        {tried && lacking.length > 0 && (
          <Alert color="orange" variant="light" mt="sm" role="alert" title={t('people.somethingLacks')}>
            {lacking.map((one) => t(`people.lacks.${one}`)).join(' · ')}
          </Alert>
        )}
        {same === null && (
          <Group mt="md">
            <Button type="submit" loading={look.isPending || enrol.isPending}>
              {t('people.enrolDo')}
            </Button>
            <Button variant="default" onClick={() => change(emptyForm)}>
              {t('people.clearForm')}
            </Button>
          </Group>
        )}
      </form>
      {same && (
        <SamePeople
          form={form}
          same={same}
          enrolling={enrol.isPending}
          onTake={setKnown}
          onForce={() => send(true)}
          onBack={() => setSame(null)}
        />
      )}
      {known && (
        <EnrolKnownDialog
          personId={known.personId}
          name={known.name}
          onClose={() => setKnown(null)}
          onEnrolled={() => show(known.personId)}
        />
      )}
    </Page>
  );
}

/** What was typed survives a reload and a lost session on this device. */
function useDraft(): [EnrolForm, (form: EnrolForm) => void] {
  const [form, setForm] = useState(emptyForm);
  const touched = useRef(false);
  useEffect(() => {
    void loadDraft<EnrolForm>(draftKey).then((kept) => kept && !touched.current && setForm({ ...emptyForm, ...kept }));
  }, []);
  return [
    form,
    (next) => {
      touched.current = true;
      setForm(next);
      saveDraft(draftKey, next);
    },
  ];
}
