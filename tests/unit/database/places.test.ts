import { describe, expect, test } from 'vitest'
import { conflictCopyOf } from '#main/database/place/conflict-copies.ts'
import { parseMountInfo, parseMountOutput } from '#main/database/place/place-facts.ts'
import { placeFindings } from '#main/database/place/places.ts'
import type { PlaceFacts } from '#main/database/place/places.ts'

const linux: PlaceFacts = {
  platform: 'linux',
  mounts: [
    { point: '/', type: 'ext4', source: '/dev/nvme0n1p2' },
    { point: '/home', type: 'ext4', source: '/dev/nvme0n1p3' },
    { point: '/mnt/clinic', type: 'cifs', source: '//server/clinic' },
    { point: '/net/study', type: 'nfs4', source: 'server:/study' },
    { point: '/home/ann/far', type: 'fuse.sshfs', source: 'ann@far:' },
    { point: '/run/user/1000/gvfs', type: 'fuse.gvfsd-fuse', source: 'gvfsd-fuse' },
    { point: '/media/ann/STICK', type: 'vfat', source: '/dev/sdb1' },
    { point: '/data', type: 'ext4', source: '/dev/sdc1' },
    { point: '/home/ann/pCloudDrive', type: 'fuse.pcloudfs', source: 'pCloud.fs' },
  ],
  removableDevices: ['sdb', 'sdc'],
  namedFolders: [],
  markers: [],
}
const mac: PlaceFacts = {
  platform: 'darwin',
  mounts: [
    { point: '/', type: 'apfs', source: '/dev/disk3s1s1' },
    { point: '/System/Volumes/Data', type: 'apfs', source: '/dev/disk3s5' },
    { point: '/Volumes/clinic', type: 'smbfs', source: '//ann@server/clinic' },
    { point: '/Volumes/STICK', type: 'msdos', source: '/dev/disk4s1' },
  ],
  removableDevices: [],
  namedFolders: [],
  markers: [],
}
const windows: PlaceFacts = { platform: 'win32', mounts: [], removableDevices: [], namedFolders: [], markers: [] }
const oneDrive = { ...windows, namedFolders: [{ program: 'OneDrive', folder: 'C:\\Users\\ann\\Cloud' }] }
const withMarker = (name: string) => ({ ...linux, markers: [name] })

describe('A place', () => {
  test.each<[string, PlaceFacts, readonly string[], string?]>([
    ['/home/ann/registries/clinic.asild', linux, []],
    ['/var/lib/clinic.asild', linux, []],
    ['/mnt/clinic/r.asild', linux, ['network'], 'cifs'],
    ['/mnt/clinical/r.asild', linux, []],
    ['/net/study/r.asild', linux, ['network'], 'nfs4'],
    ['/home/ann/far/r.asild', linux, ['network'], 'fuse.sshfs'],
    ['/run/user/1000/gvfs/smb-share:server=s,share=c/r.asild', linux, ['network']],
    ['/media/ann/STICK/r.asild', linux, ['removable']],
    ['/data/r.asild', linux, ['removable']],
    ['/home/ann/pCloudDrive/r.asild', linux, ['synchronized'], 'pCloud'],
    ['/home/ann/Dropbox/r.asild', linux, ['synchronized'], 'Dropbox'],
    ['/home/ann/Dropbox (Clinic)/r.asild', linux, ['synchronized'], 'Dropbox'],
    ['/home/ann/Dropboxes/r.asild', linux, []],
    ['/home/ann/Nextcloud/r.asild', linux, ['synchronized'], 'Nextcloud'],
    ['/home/ann/Boxes/r.asild', linux, []],
    ['/home/ann/Box/r.asild', linux, ['synchronized'], 'Box'],
    ['/home/ann/shared/r.asild', withMarker('.stfolder'), ['synchronized'], 'Syncthing'],
    ['/home/ann/shared/r.asild', withMarker('.sync_0a1b2c3d4e5f.db'), ['synchronized'], 'Nextcloud or ownCloud'],
    ['/home/ann/shared/r.asild', withMarker('.seafile-data'), ['synchronized'], 'Seafile'],
    ['/home/ann/shared/r.asild', withMarker('.dropbox'), ['synchronized'], 'Dropbox'],
    ['/home/ann/shared/r.asild', withMarker('.bashrc'), []],
    ['/mnt/clinic/Nextcloud/r.asild', linux, ['network', 'synchronized']],
    ['/Users/ann/Documents/r.asild', mac, []],
    ['/Volumes/clinic/r.asild', mac, ['network'], 'smbfs'],
    ['/Volumes/STICK/r.asild', mac, ['removable']],
    ['/Users/ann/Library/CloudStorage/OneDrive-Clinic/r.asild', mac, ['synchronized'], 'OneDrive'],
    ['/Users/ann/Library/CloudStorage/GoogleDrive-ann@clinic.org/My Drive/r.asild', mac, ['synchronized'], 'Google'],
    ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/r.asild', mac, ['synchronized'], 'iCloud'],
    ['C:\\Users\\ann\\Documents\\r.asild', windows, []],
    ['\\\\server\\clinic\\r.asild', windows, ['network'], '\\\\server\\clinic'],
    ['\\\\?\\UNC\\server\\clinic\\r.asild', windows, ['network'], '\\\\server\\clinic'],
    ['\\\\?\\C:\\r.asild', windows, []],
    ['C:\\Users\\ann\\OneDrive - Clinic\\r.asild', windows, ['synchronized'], 'OneDrive'],
    ['c:\\users\\Ann\\cloud\\r.asild', oneDrive, ['synchronized'], 'OneDrive'],
    ['C:\\Users\\ann\\Cloudy\\r.asild', oneDrive, []],
  ])('%s', (folder, facts, kinds, word = '') => {
    const findings = placeFindings(folder, facts)
    expect(findings.map(({ kind }) => kind)).toEqual(kinds)
    expect(findings.map(({ sentence }) => sentence).join(' ')).toContain(word)
  })

  test('is read from what the system says of its mounts', () => {
    expect(
      parseMountInfo(
        '36 35 98:0 / /mnt/my\\040share rw,noatime master:1 - cifs //server/my\\040share rw,vers=3.0\n\nnonsense\n',
      ),
    ).toEqual([{ point: '/mnt/my share', type: 'cifs', source: '//server/my share' }])
    expect(parseMountOutput('//a@s/share on /Volumes/my share (smbfs, nodev, nosuid)\nmap auto_home\n')).toEqual([
      { source: '//a@s/share', point: '/Volumes/my share', type: 'smbfs' },
    ])
  })
})

describe('A conflict copy', () => {
  test.each([
    ["registry (Ann's conflicted copy 2026-01-02).db", 'Dropbox'],
    ['registry (conflicted copy 2026-01-02 123456).db', 'Nextcloud'],
    ["keys (Ann's conflicted copy 2026-01-02).json", 'Dropbox'],
    ['registry.sync-conflict-20260102-123456-ABCDEFG.db', 'Syncthing'],
    ['registry.sync-conflict-20260102-123456-ABCDEFG.db-wal', 'Syncthing'],
    ['registry_conflict-20260102-123456.db', 'ownCloud'],
    ['registry (SFConflict ann@clinic.org 2026-01-02-12-34-56).db', 'Seafile'],
    ['registry-LAPTOP7.db', 'OneDrive'],
    ['keys-LAPTOP7.json', 'OneDrive'],
    ['registry (1).db', 'Google Drive'],
    ['registry 2.db', 'iCloud'],
  ])('%s is known', (name, program) => {
    expect(conflictCopyOf(name)?.program).toContain(program)
  })

  test.each([
    'registry.db',
    'registry.db-wal',
    'registry.db-shm',
    'registry.db-journal',
    'registry.db.part',
    'keys.json',
    'keys.json.part',
    'in-use.json',
    'earlier-history.db',
    'README.txt',
    'salvage-report.json',
  ])('%s is none', (name) => {
    expect(conflictCopyOf(name)).toBeUndefined()
  })
})
