import { Navigate } from '@tanstack/react-router';
import { useMe } from '../api/use-me.ts';
import { sectionsFor } from './sections.ts';

/** The settings begin with the first part that one may see; everybody may read the protocols. */
export function FirstSection() {
  const { permissions } = useMe();
  return <Navigate to={sectionsFor(permissions)[0]?.to ?? '/settings/programmes'} replace />;
}
