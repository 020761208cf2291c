import { compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import { loadProtocol } from '../../../protocols/load.ts';
import { makePeople } from '../../../demo/people.ts';
import { makeStory } from '../../../demo/story.ts';
import { demoStaff } from '../../../demo/staff.ts';
import { noRows } from './rows.ts'; import { seededIds } from './seeded-ids.ts'; import { addPeople } from './people-rows.ts'; import { isHighRisk } from './is-high-risk.ts';
import { startPast } from './history/start-past.ts'; import { playHistory } from './history/play-history.ts';
const get=(a:string,b:string)=>{const c=compileProtocol(loadProtocol(a,b)); if(!c.ok) throw 1; return c.compiled;};
const ps:any = {'covid-home-isolation': get('covid-home-isolation','mohfw-2022-01'), 'heat-elderly': get('heat-elderly','heatwave-2026')};
for (const seed of process.argv.slice(2)) for (const today of ['2026-05-14','2026-11-25']) {
 const rows=noRows(); const newId=seededIds(seed); const now=new Date(today+'T03:00:00Z');
 const t=process.cpuUsage().user;
 const people=makePeople(seed,400); const story=makeStory(seed,people,today);
 const t1=process.cpuUsage().user;
 const enrolled=addPeople(rows,people,story.episodes,{newId,now,versionOf:p=>ps[p].protocol.version,isHighRisk:(p,e)=>isHighRisk(ps[p.programme],p,e)});
 const staff=new Map(demoStaff.map(s=>[s.login,newId(now)]));
 const t2=process.cpuUsage().user;
 playHistory(startPast({rows,seed,newId,staff,until:now,enrolled,compiled:p=>ps[p]}),story.days);
 console.log(seed,today,(t1-t)/1e3,(t2-t1)/1e3,(process.cpuUsage().user-t2)/1e3, Object.entries(Object.groupBy(rows.episode, r=>r.status+' '+r.outcome)).map(([k,v])=>k+' '+v!.length).join(', '), 'dead', rows.person.filter(p=>p.deceased_at).length, rows.escalation.filter(e=>e.status!=='resolved').length);
}
