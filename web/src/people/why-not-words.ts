import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { useAreas } from '../api/use-areas.ts';
import { useMembers } from '../api/use-members.ts';
import { languageName } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAboutWords } from './use-about-words.ts';
import type { WhyNot } from './why-not-called.tsx';

/** Each reason in a sentence, with what would have to change for the call to come. */
export function useWhyNotWords(): (item: WhyNot) => string {
  const { t, say, time, dateTime, number, language } = useWords();
  const { nameOf } = useMembers();
  const areas = useAreas();
  const { programme } = useAboutWords();
  const who = (userId: string | null) => {
    const name = nameOf(userId);
    return name ? say(name) : t('people.someoneElse');
  };
  const last = (code: string | null) => {
    const known = dispositions.find((one) => one === code);
    return known ? t('people.whyNot.lastTry', { outcome: say(dispositionEffects[known].text) }) : '';
  };
  const place = (item: { areaId: number; language: string }) => ({
    area: areas.nameOf(item.areaId),
    language: languageName(item.language, language),
  });
  return (item) => {
    switch (item.why) {
      case 'nothing-due-today':
        return item.nextContactAt
          ? t('people.whyNot.nothing-due-today', { when: dateTime(item.nextContactAt) })
          : t('people.whyNot.nothing-due-ever');
      case 'outside-window':
        return item.opensAt
          ? t('people.whyNot.outside-window', { when: dateTime(item.opensAt) })
          : t('people.whyNot.window-shut');
      case 'taken-off-desk':
        return [t('people.whyNot.taken-off-desk'), last(item.lastDisposition)].filter(Boolean).join(' ');
      case 'waits':
        return [
          item.callbackFor
            ? t('people.whyNot.waits-for-callback', { when: dateTime(item.until), who: who(item.callbackFor) })
            : t('people.whyNot.waits', { when: dateTime(item.until) }),
          last(item.lastDisposition),
        ]
          .filter(Boolean)
          .join(' ');
      case 'held':
        return item.until
          ? t('people.whyNot.held-until', { who: who(item.by), time: time(item.until) })
          : t('people.whyNot.held', { who: who(item.by) });
      case 'behind-household':
        return t('people.whyNot.behind-household', { ...place(item), programme: programme(item.programmeLeads) });
      case 'nobody-for-area-and-language':
        return t('people.whyNot.nobody-for-area-and-language', place(item));
      case 'in-line':
        return t('people.whyNot.in-line', { count: item.ahead, number: number(item.ahead) });
      default:
        return t(`people.whyNot.${item.why}`);
    }
  };
}
