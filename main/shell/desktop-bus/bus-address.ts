/** Where the message buses of a Linux desktop are reached (D-Bus specification, “Server addresses”). */

type Environment = Readonly<Record<string, string | undefined>>

const systemSocket = '/run/dbus/system_bus_socket'

/** Sockets of the bus of this login, in the order in which they are tried; none where there is no such bus. */
export function sessionBusSockets(environment: Environment): readonly string[] {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = environment
  return socketsOf(address ?? 'unix:runtime=yes', runtime)
}

/** Sockets of the bus of the computer. */
export const systemBusSockets = (environment: Environment): readonly string[] =>
  socketsOf(environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? `unix:path=${systemSocket}`, environment['XDG_RUNTIME_DIR'])

/** Sockets on this computer alone: a bus that is reached over a network, or would have to be started, is not reached. */
function socketsOf(addresses: string, runtime: string | undefined): readonly string[] {
  return addresses.split(';').flatMap((address) => {
    const [transport, rest] = split(address, ':')
    if (transport !== 'unix') return []
    const { path, abstract, runtime: inRuntime } = Object.fromEntries(rest.split(',').map((pair) => split(pair, '=')))
    if (path) return [unescaped(path)]
    if (abstract) return [`\0${unescaped(abstract)}`]
    return inRuntime === 'yes' && runtime ? [`${runtime}/bus`] : []
  })
}

function split(text: string, at: string): readonly [string, string] {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}

/** `%2f` stands for a byte. */
function unescaped(value: string): string {
  const bytes = value.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  return bytes === value ? value : Buffer.from(bytes, 'latin1').toString('utf8')
}
