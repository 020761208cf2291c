import { helpDesk, requestKinds } from '@kshem/domain/help-desk/request-kinds.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import type { NeedKind } from '@kshem/domain/protocol/protocol.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Deps } from '../deps.ts';

export type OfKind = { readonly programmeId: string; readonly version: string | null; readonly kind: string };

/** The kind of a need that is there already. null: no version has it any more; one odd row must not hide all the others. */
export async function knownKind(deps: Pick<Deps, 'protocols'>, { programmeId, version, kind }: OfKind): Promise<NeedKind | null> {
  if (programmeId === helpDesk) return requestKinds.find(({ code }) => code === kind) ?? null;
  const own =
    version === null
      ? undefined
      : await deps.protocols.get(programmeId, version).then(
          ({ protocol }) => protocol.needKinds.find(({ code }) => code === kind),
          () => undefined,
        );
  return own ?? Object.values(deskNeedKinds).find(({ code }) => code === kind) ?? null;
}

/** A kind that no version has any more is shown by its code. */
export async function titleOf(deps: Pick<Deps, 'protocols'>, of: OfKind): Promise<Text> {
  return (await knownKind(deps, of))?.title ?? { hi: of.kind, en: of.kind };
}
