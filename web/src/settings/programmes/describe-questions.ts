import type { EnableWhen, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { both, type Described, lines, type Words } from './lines.ts';

/** A question as the caller reads it aloud, with what may be answered and when it is asked at all. */
export function describeQuestion(item: Item, words: Words): Described {
  const { t, say, number } = words;
  const { linkId, type, text, tip, answerOption, range, unit, enableWhen, enableBehavior, required, selfReport } = item;
  return {
    id: linkId,
    title: say(text),
    lines: lines(
      { key: 'id', label: t('protocol.questionId'), value: linkId, code: true },
      { key: 'type', label: t('protocol.kind'), value: t(`protocol.questionType.${type}`) },
      { key: 'text', label: t('protocol.readAloud'), value: both(text) },
      tip ? { key: 'tip', label: t('protocol.tip'), value: both(tip) } : null,
      answerOption
        ? {
            key: 'options',
            label: t('protocol.options'),
            value: answerOption.map(({ code, display }) => t('protocol.option', { code, display: say(display) })).join('\n'),
          }
        : null,
      range
        ? {
            key: 'range',
            label: t('protocol.range'),
            value: t('protocol.rangeFromTo', { from: number(range.min), to: number(range.max), unit: unit ?? '' }),
          }
        : null,
      range?.usualMin !== undefined && range.usualMax !== undefined
        ? {
            key: 'usual',
            label: t('protocol.usual'),
            value: t('protocol.rangeFromTo', { from: number(range.usualMin), to: number(range.usualMax), unit: unit ?? '' }),
          }
        : null,
      enableWhen
        ? {
            key: 'enable',
            label: t('protocol.askedWhen'),
            value: enableWhen.map(conditionText).join(enableBehavior === 'any' ? ' || ' : ' && '),
            code: true,
          }
        : null,
      required ? { key: 'required', label: t('protocol.required'), value: t('ui.yes') } : null,
      selfReport ? { key: 'self', label: t('protocol.selfReport'), value: t('ui.yes') } : null,
    ),
  };
}

function conditionText({ question, operator, answer }: EnableWhen): string {
  return operator === 'exists' ? `${answer === true ? '' : '!'}has(${question})` : `${question} ${operator} ${String(answer)}`;
}
