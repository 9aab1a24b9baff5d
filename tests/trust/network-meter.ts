import fs from 'node:fs'

/**
 * How often a program of this network namespace tried to reach an address that no way leads to, as Linux counts it. In a
 * namespace that has nothing but its loopback, that is every try to reach anything outside.
 */
export function unreachableAttempts(): number {
  const [names = '', values = ''] = read('snmp')
    .split('\n')
    .filter((line) => line.startsWith('Ip:'))
  const v4 = values.split(' ')[names.split(' ').indexOf('OutNoRoutes')]
  const v6 = /^Ip6OutNoRoutes\s+(\d+)/m.exec(read('snmp6'))?.[1]
  return Number(v4 ?? 0) + Number(v6 ?? 0)
}

function read(name: string): string {
  try {
    return fs.readFileSync(`/proc/self/net/${name}`, 'utf8')
  } catch {
    return ''
  }
}
