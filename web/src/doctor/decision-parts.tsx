import { type BedKind, bedKinds, bedKindText } from '@kshem/domain/registry/bed-kinds.ts';
import { NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { type ConsultDraft, remeasureChoices } from './consult-draft.ts';

/** What a decision needs besides its name. */
export function DecisionParts({ draft, change }: { draft: ConsultDraft; change: (part: Partial<ConsultDraft>) => void }) {
  const { t, say, number } = useWords();
  switch (draft.decision) {
    case 'remeasure':
      return (
        <NativeSelect
          label={t('doctor.remeasureIn')}
          value={String(draft.remeasureMinutes)}
          onChange={({ currentTarget }) => change({ remeasureMinutes: Number(currentTarget.value) })}
          data={remeasureChoices.map((minutes) => ({
            value: String(minutes),
            label:
              minutes < 60
                ? t('doctor.minutes', { count: minutes, number: number(minutes) })
                : t('doctor.hours', { count: minutes / 60, number: number(minutes / 60) }),
          }))}
        />
      );
    case 'shift':
      return (
        <NativeSelect
          label={t('doctor.bedKind')}
          value={draft.bedKind}
          onChange={({ currentTarget }) => change({ bedKind: currentTarget.value as BedKind })}
          data={bedKinds.map((value) => ({ value, label: say(bedKindText[value]) }))}
        />
      );
    case 'refer':
      return (
        <TextInput
          label={t('doctor.referTo')}
          required
          maxLength={200}
          value={draft.referTo}
          onChange={({ currentTarget }) => change({ referTo: currentTarget.value })}
        />
      );
    default:
      return null;
  }
}
