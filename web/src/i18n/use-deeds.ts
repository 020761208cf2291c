import { useTranslation } from 'react-i18next';

/** What the trail's codes mean in words; a code that has none yet is shown as it is, for the trail hides nothing. */
export function useDeeds(): (action: string) => string {
  const { t, i18n } = useTranslation();
  return (action) => {
    const key = `trail.${action}`;
    return i18n.exists(key) ? t(key as 'trail.session.opened') : action;
  };
}
