/**
 * Where a registry lies, judged by what is known of the computer: a network drive, a folder that a program synchronizes, a
 * drive that can be taken out. A guess where it must be one: paths and marker files are all that such programs show.
 */

/** What `place-facts.ts` finds out. */
export interface PlaceFacts {
  readonly platform: string
  /** What is mounted where: Linux and macOS. */
  readonly mounts: readonly Mount[]
  /** Linux: block devices that can be taken out, such as `sdb`. */
  readonly removableDevices: readonly string[]
  /** Folders named by environment variables, by the program that set them. */
  readonly namedFolders: readonly { readonly program: string; readonly folder: string }[]
  /** Names of hidden files in the folder and in those above it. */
  readonly markers: readonly string[]
}

export interface Mount {
  readonly point: string
  readonly type: string
  readonly source: string
}

export interface PlaceFinding {
  readonly kind: 'network' | 'synchronized' | 'removable'
  /** What is wrong with the place and what to do. */
  readonly sentence: string
}

const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb',
  'smb2',
  'smb3',
  'smbfs',
  'afpfs',
  'webdav',
  'davfs',
  '9p',
  'afs',
  'ceph',
  'coda',
  'glusterfs',
  'lustre',
  'beegfs',
  'gfs2',
  'ocfs2',
  'ncpfs',
  'vboxsf',
  'vmhgfs',
  'prl_fs',
  'virtiofs',
])
/** Programs that show a distant folder as if it were here. */
const networkFuse =
  /^(fuse|fuseblk)\.(sshfs|glusterfs|rclone|davfs2?|gvfsd-fuse|vmhgfs-fuse|smbnetfs|curlftpfs|s3fs|cephfs?)$/

interface Synchronizer {
  readonly program: string
  /** One part of the path. */
  readonly part?: RegExp
  /** A hidden file in the folder or above it. */
  readonly marker?: RegExp
  readonly mount?: RegExp
}

const synchronizers: readonly Synchronizer[] = [
  { program: 'OneDrive', part: /^OneDrive($| - |-)/i },
  { program: 'Dropbox', part: /^Dropbox($| \()/i, marker: /^\.dropbox(\.cache)?$/ },
  {
    program: 'Google Drive',
    part: /^(Google ?Drive($|-)|My Drive$|DriveFS$)/i,
    marker: /^\.tmp\.drive(up|down)load$/,
  },
  { program: 'iCloud Drive', part: /^(Mobile Documents|com~apple~CloudDocs|iCloud ?Drive)$/i },
  { program: 'Nextcloud', part: /^Nextcloud\d*$/i, marker: /^\.nextcloudsync\.log$/ },
  { program: 'ownCloud', part: /^ownCloud$/i, marker: /^\.owncloudsync\.log$/ },
  { program: 'Nextcloud or ownCloud', marker: /^\.?_?\.?sync_[0-9a-f]+\.db$/ },
  { program: 'Box', part: /^(Box|Box Sync|Box-Box)$/i },
  { program: 'pCloud', part: /^pCloud ?(Drive|Sync)$/i, mount: /pcloud/i },
  { program: 'Syncthing', marker: /^\.st(folder|ignore)$/ },
  { program: 'Seafile', part: /^(Seafile|SeaDrive)$/i, marker: /^\.seafile-data$/ },
  { program: 'MEGA', part: /^MEGA(sync)?$/i, marker: /^\.megaignore$/ },
  { program: 'Proton Drive', part: /^Proton ?Drive($|-)/i },
]

/** @param folder absolute, with symbolic links and mapped drives resolved */
export function placeFindings(folder: string, facts: PlaceFacts): PlaceFinding[] {
  const mount = mountOf(folder, facts)
  const network = networkName(folder, facts, mount)
  const program = synchronizerOf(folder, facts, mount)
  return [
    ...(network === undefined ? [] : [finding('network', networkSentence(network))]),
    ...(program === undefined ? [] : [finding('synchronized', synchronizedSentence(program))]),
    ...(network === undefined && isRemovable(folder, facts, mount) ? [finding('removable', removableSentence)] : []),
  ]
}

const finding = (kind: PlaceFinding['kind'], sentence: string): PlaceFinding => ({ kind, sentence })

const networkSentence = (name: string): string =>
  `This folder lies on a network drive (${name}). Locks do not always hold there, so two computers can write at once, and a connection that breaks can leave half a file. Keep the registry on a drive of this computer, and send its backups to the network drive.`
const synchronizedSentence = (program: string): string =>
  `This folder seems to be synchronized by ${program}. Such programs copy a file while it is being written and can put an older one in its place. Keep the registry where nothing synchronizes it (one that lies here already: close it, then move its folder), and let only its backups be synchronized.`
const removableSentence =
  'This folder lies on a drive that can be taken out. Close the registry before you take it out, and keep backups on another drive.'

const partsOf = (folder: string): string[] => folder.split(/[/\\]+/).filter(Boolean)

/** The mount that holds the folder is the one with the longest path. */
function mountOf(folder: string, { mounts }: PlaceFacts): Mount | undefined {
  const holds = ({ point }: Mount) => point === '/' || folder === point || folder.startsWith(`${point}/`)
  return mounts.filter(holds).toSorted((a, b) => b.point.length - a.point.length)[0]
}

function networkName(folder: string, { platform }: PlaceFacts, mount: Mount | undefined): string | undefined {
  if (platform === 'win32') {
    const [, server, share] = /^\\\\(?:\?\\UNC\\)?([^\\?.]+)\\([^\\]+)/.exec(folder) ?? []
    return server === undefined || server.toLowerCase() === 'localhost' ? undefined : `\\\\${server}\\${share}`
  }
  if (!mount) return undefined
  const isOfNetwork = networkTypes.has(mount.type.toLowerCase()) || networkFuse.test(mount.type)
  return isOfNetwork ? mount.type : undefined
}

function synchronizerOf(folder: string, facts: PlaceFacts, mount: Mount | undefined): string | undefined {
  const lower = (text: string) => partsOf(text.toLowerCase()).join('/')
  const named = facts.namedFolders.find(({ folder: top }) => `${lower(folder)}/`.startsWith(`${lower(top)}/`))
  if (named) return named.program
  const parts = partsOf(folder)
  return synchronizers.find(
    ({ part, marker, mount: ofMount }) =>
      (part && parts.some((one) => part.test(one))) ||
      (marker && facts.markers.some((one) => marker.test(one))) ||
      (ofMount && mount && ofMount.test(mount.type)),
  )?.program
}

/** Windows doesn't say so without being asked in ways that take seconds: there no drive counts as removable. */
function isRemovable(folder: string, { platform, removableDevices }: PlaceFacts, mount: Mount | undefined): boolean {
  if (platform === 'win32' || !mount) return false
  if (platform === 'darwin') return mount.point.startsWith('/Volumes/')
  if (/^\/(run\/)?media\//.test(`${mount.point}/`) && mount.point !== '/') return true
  const device = /^\/dev\/(?:mapper\/)?(.+)$/.exec(mount.source)?.[1]
  return (
    device !== undefined && removableDevices.some((one) => device === one || new RegExp(`^${one}p?\\d+$`).test(device))
  )
}
