import * as own from '@kshem/contract/own-phone.ts';
import { type Door, mount } from '../http/mount.ts';
import { closeCallerLeg, openCallerLeg } from './open-caller-leg.ts';
import { readOwnPhone, saveOwnPhone } from './own-phone.ts';

export function callerLegRoutes(door: Door): void {
  const { deps } = door;
  mount(door, own.ownPhone, ({ actor, query }) => readOwnPhone(deps, actor, query.callId));
  mount(door, own.saveOwnPhone, ({ actor, body }) => saveOwnPhone(deps, actor, body.number));
  mount(door, own.connectOwnPhone, async ({ actor }) => {
    await openCallerLeg(deps, actor);
    return readOwnPhone(deps, actor);
  });
  mount(door, own.disconnectOwnPhone, async ({ actor }) => {
    await closeCallerLeg(deps, actor);
    return readOwnPhone(deps, actor);
  });
}
