import * as access from './access.ts';
import * as areas from './areas.ts';
import * as audit from './audit.ts';
import * as calls from './calls.ts';
import * as checkIns from './check-ins.ts';
import * as consultations from './consultations.ts';
import type { Endpoint } from './endpoint.ts';
import * as episodes from './episodes.ts';
import * as escalations from './escalations.ts';
import * as exports from './exports.ts';
import * as health from './health.ts';
import * as helpDesk from './help-desk.ts';
import * as history from './history.ts';
import * as intake from './intake.ts';
import * as live from './live.ts';
import * as members from './members.ts';
import * as merges from './merges.ts';
import * as needs from './needs.ts';
import * as ownPhone from './own-phone.ts';
import * as people from './people.ts';
import * as programmes from './programmes.ts';
import * as recordConsultation from './record-consultation.ts';
import * as registry from './registry.ts';
import * as reports from './reports.ts';
import * as room from './room.ts';
import * as settings from './settings.ts';
import * as transfers from './transfers.ts';
import * as worklist from './worklist.ts';

/** Every endpoint of the server, by name. */
export const endpoints: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  [
    access,
    areas,
    audit,
    calls,
    checkIns,
    consultations,
    episodes,
    escalations,
    exports,
    health,
    helpDesk,
    history,
    intake,
    members,
    live,
    merges,
    needs,
    ownPhone,
    people,
    programmes,
    recordConsultation,
    registry,
    reports,
    room,
    settings,
    transfers,
    worklist,
  ]
    .flatMap((feature) => Object.values(feature))
    .filter((value): value is Endpoint => typeof value === 'object' && 'path' in value && 'permission' in value)
    .map((endpoint) => [endpoint.name, endpoint]),
);
