import { electronCommand } from '#main/tooling/electron-command.ts'
import { runToEnd } from '#main/tooling/command.ts'
import os from 'node:os'
for (const screen of ['none','virtual'] as const) for (let i=0;i<8;i++) { const a = ['figure','/tmp/demo-x.asild','AS-0001','--out',`/tmp/f-${screen}${i}.png`]
const c = await electronCommand(a, { screen })
let out=''; const t=Date.now(); const r = await runToEnd(c, { timeoutMs: 25000, onOutput: x => {out+=x} })
console.log(screen, r, Date.now()-t, os.loadavg()[0]!.toFixed(1), out.slice(0,200)) }
