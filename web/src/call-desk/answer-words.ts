import type { Answer, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { isLocalDate } from '@kshem/domain/time/local-date.ts';
import type { useWords } from '../i18n/use-words.ts';

/** An answer as one reads it: “Yes”, “97 %”, “Better”, “not known”. */
export function answerWords(item: Item, answer: Answer, { t, say, number, date }: ReturnType<typeof useWords>): string {
  if ('absent' in answer) return t(`desk.absent.${answer.absent}`);
  const { value } = answer;
  if (typeof value === 'boolean') return value ? t('ui.yes') : t('ui.no');
  if (typeof value === 'number') return item.unit === undefined ? number(value) : `${number(value)} ${item.unit}`;
  const codes = typeof value === 'string' ? [value] : value;
  if (codes.length === 0) return t('desk.nothingNeeded');
  return codes.map((code) => optionWords(item, code, say, date)).join(', ');
}

function optionWords(item: Item, code: string, say: ReturnType<typeof useWords>['say'], date: (value: string) => string): string {
  const option = item.answerOption?.find((one) => one.code === code);
  if (option) return say(option.display);
  return item.type === 'date' && isLocalDate(code) ? date(code) : code;
}
