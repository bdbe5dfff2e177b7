import { describe, expect, test } from 'vitest'
import { imported } from '../../support/imported.ts'

const table = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

describe('Entra ID', () => {
  const head =
    'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,' +
    'accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,' +
    'telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,' +
    'legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,' +
    'identityIssuer,createdDateTime'
  const line = ([upn, name, mail, enabled]: readonly string[]) =>
    `${upn},${name},,${mail},,8f6e0c0a-0000-4000-8000-000000000000,Member,Analyst,Fraud,${enabled},` +
    'DE,,,,,Berlin,,,,alice.private@example.net,,,,Example Inc,,True,,example.onmicrosoft.com,'

  const users = table(
    head,
    line(['alice@corp.example.com', 'Alice Ahmed', 'Alice@example.com', 'True']),
    line(['bob@example.com', 'Bob Brown', '', 'True']),
    line(['carol@example.com', 'Carol Chen', 'carol@example.com', 'False']),
    line(['dan_x.org#EXT#@example.com', 'Dan', '', 'True']),
    line(['erin@example.com', 'Erin', 'erin@elsewhere.example.net', 'True'])
  )

  test('a download of users: the mail, else the name to sign in with, and nobody disabled', () => {
    expect(imported('csv', { 'exportUsers.csv': users })).toMatchObject({
      told: [],
      text:
        'people:\n' +
        '  alice@example.com: {name: Alice Ahmed, affiliation: Example Inc}\n' +
        '  bob@example.com: {name: Bob Brown, affiliation: Example Inc}\n' +
        '  erin@example.com: {name: Erin, affiliation: Example Inc}\n' +
        'groups: {}\n',
      left: [
        'exportUsers.csv:1 left out the columns `id`, `userType`, `jobTitle`, `department`, ' +
          '`usageLocation`, `streetAddress`, `state`, `country`, `officeLocation`, `city`, ' +
          '`postalCode`, `telephoneNumber`, `mobilePhone`, `alternateEmailAddress`, `ageGroup`, ' +
          '`consentProvidedForMinor`, `legalAgeGroupClassification`, `creationType`, ' +
          '`directorySynced`, `invitationState`, `identityIssuer`, and `createdDateTime`',
        'exportUsers.csv:4 left out 1 account that may not sign in',
        'exportUsers.csv:5 left out 1 account without an e-mail'
      ]
    })
  })

  test('a second table may name people by another of their addresses', () => {
    const groups = table(
      'userPrincipalName,groups',
      'alice@corp.example.com,fraud',
      'carol@example.com,fraud',
      'bob@example.com,fraud'
    )
    const { told, text } = imported('csv', { 'users.csv': users, 'groups.csv': groups })
    expect(told).toEqual([])
    expect(text?.split('groups:\n')[1]).toBe(
      '  fraud:\n    - alice@example.com\n    - bob@example.com\n'
    )
    expect(text).not.toMatch(/carol|corp/)
  })

  test('the export of the Microsoft 365 admin center', () => {
    const text = table(
      'Block credential,City,Display name,First name,Last name,Object Id,Proxy addresses,' +
        'Soft deletion time stamp,User principal name',
      'False,Berlin,Alice Ahmed,Alice,Ahmed,1,smtp:a@example.com+SMTP:alice@example.com,,a1@example.com',
      'True,Berlin,Bob Brown,Bob,Brown,2,SMTP:bob@example.com,,bob@example.com',
      'False,Berlin,Carol Chen,Carol,Chen,3,SMTP:carol@example.com,2026-01-02 10:00:00Z,carol@example.com'
    )
    expect(imported('csv', { 'users.csv': text })).toMatchObject({
      told: [],
      text: 'people:\n  alice@example.com: {name: Alice Ahmed}\ngroups: {}\n',
      left: [
        'users.csv:1 left out the columns `City` and `Object Id`',
        'users.csv:3 left out 2 accounts that may not sign in, the first here'
      ]
    })
  })
})

describe('Google Workspace', () => {
  const users = table(
    'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],' +
      'Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],' +
      'Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,New Status [UPLOAD ONLY]',
    'Alice,Ahmed,alice@example.com,****,/Fraud,,Active,2026/11/02 09:00:00,a@example.net,,',
    'Bob,Brown,bob@example.com,****,/Fraud,,Suspended,Never logged in,alice@example.com,,',
    'Carol,Chen,carol@example.com,****,/Fraud,,Archived,2026/10/02 09:00:00,,,'
  )
  const members = table(
    'Group Email [Required],Member Email,Member Type,Member Role',
    'fraud@example.com,alice@example.com,USER,OWNER',
    'fraud@example.com,bob@example.com,USER,MEMBER',
    'fraud@example.com,seniors@example.com,GROUP,MEMBER',
    'seniors@example.com,alice@example.com,USER,MEMBER'
  )

  test('a download of users: those who are suspended or archived go', () => {
    expect(imported('csv', { 'User_Download.csv': users })).toMatchObject({
      told: [],
      text: 'people:\n  alice@example.com: {name: Alice Ahmed}\ngroups: {}\n',
      left: [
        'User_Download.csv:1 left out the columns `Password [Required]`, `Org Unit Path [Required]`, ' +
          '`New Primary Email [UPLOAD ONLY]`, `Last Sign In [READ ONLY]`, `Recovery Email`, ' +
          '`Home Secondary Email`, and `New Status [UPLOAD ONLY]`',
        'User_Download.csv:3 left out 2 accounts that may not sign in, the first here'
      ]
    })
  })

  test.each([
    ['before', { 'members.csv': members, 'users.csv': users }],
    ['behind', { 'users.csv': users, 'members.csv': members }]
  ])('a list of members %s it brings nobody back, and may hold groups', (_, files) => {
    const { told, text } = imported('csv', files)
    expect(told).toEqual([])
    expect(text).toBe(
      'people:\n  alice@example.com: {name: Alice Ahmed}\ngroups:\n' +
        '  fraud@example.com:\n    - alice@example.com\n    - group:seniors@example.com\n' +
        '  seniors@example.com:\n    - alice@example.com\n'
    )
  })
})

describe('Okta', () => {
  test('a report of users, whose words for the state of an account differ', () => {
    const states = ['Active', 'Password expired', 'Locked out', 'Suspended', 'Deactivated']
    const lines = states.map((state, at) => `Person ${at},p${at}@example.com,${state},2026-01-01`)
    const text = table('User,Login,Status,Activation date', ...lines)
    expect(imported('csv', { 'a.csv': text })).toMatchObject({
      told: [],
      text:
        'people:\n  p0@example.com: {name: Person 0}\n  p1@example.com: {name: Person 1}\n' +
        '  p2@example.com: {name: Person 2}\ngroups: {}\n',
      left: [
        'a.csv:1 left out the column `Activation date`',
        'a.csv:5 left out 2 accounts that may not sign in, the first here'
      ]
    })
  })

  test('profiles as its API calls them', () => {
    const text = table(
      'id,status,profile.login,profile.firstName,profile.lastName,profile.email',
      '00u1,ACTIVE,alice,Alice,Ahmed,alice@example.com',
      '00u2,DEPROVISIONED,bob,Bob,Brown,bob@example.com',
      '00u3,PASSWORD_EXPIRED,carol,Carol,Chen,carol@example.com'
    )
    expect(imported('csv', { 'a.csv': text }).text).toBe(
      'people:\n  alice@example.com: {name: Alice Ahmed}\n  carol@example.com: {name: Carol Chen}\ngroups: {}\n'
    )
  })
})

describe('Active Directory', () => {
  const dn = (name: string) => `CN=${name},OU=Groups,DC=corp,DC=example,DC=com`

  test('Export-Csv: groups by their names, and nobody disabled', () => {
    const text = table(
      '"DistinguishedName","EmailAddress","Enabled","GivenName","MemberOf","Name","ObjectClass",' +
        '"SamAccountName","Surname","UserPrincipalName"',
      `"CN=Alice Ahmed,OU=Staff,DC=corp","alice@example.com","True","Alice","${dn('Fraud Analysts')};${dn('R\\, D')}","Alice Ahmed","user","alice","Ahmed","alice@corp.example.com"`,
      `"CN=Bob Brown,OU=Staff,DC=corp","bob@example.com","False","Bob","${dn('Fraud Analysts')}","Bob Brown","user","bob","Brown","bob@corp.example.com"`
    )
    expect(imported('csv', { 'a.csv': text })).toMatchObject({
      told: [],
      text:
        'people:\n  alice@example.com: {name: Alice Ahmed}\ngroups:\n' +
        '  Fraud Analysts:\n    - alice@example.com\n  "R, D":\n    - alice@example.com\n',
      left: [
        'a.csv:1 left out the columns `DistinguishedName`, `ObjectClass`, and `SamAccountName`',
        'a.csv:3 left out 1 account that may not sign in'
      ]
    })
  })

  test('csvde, where a bit says who is disabled', () => {
    const text = table(
      'DN,objectClass,displayName,memberOf,userAccountControl,mail',
      `"CN=Alice,DC=corp",user,Alice Ahmed,"${dn('Fraud')}",512,alice@example.com`,
      `"CN=Bob,DC=corp",user,Bob Brown,"${dn('Fraud')}",66050,bob@example.com`
    )
    expect(imported('csv', { 'a.csv': text }).text).toBe(
      'people:\n  alice@example.com: {name: Alice Ahmed}\ngroups:\n  Fraud:\n    - alice@example.com\n'
    )
  })

  test('two groups of one name in different folders are not one', () => {
    const text = table(
      'mail;memberOf',
      `alice@example.com;"${dn('Admins')}"`,
      'bob@example.com;"CN=Admins,OU=Lab,DC=corp,DC=example,DC=com"'
    )
    expect(imported('csv', { 'a.csv': text }).told).toEqual([
      'invalid-export a.csv:3 two groups are called `Admins`'
    ])
  })

  test.each(['Microsoft.ActiveDirectory.Management.ADPropertyValueCollection', 'System.String[]'])(
    '%s is no group',
    value => {
      const text = table('mail,memberOf', `alice@example.com,${value}`)
      expect(imported('csv', { 'a.csv': text }).told).toEqual([
        "invalid-export a.csv:2 this is PowerShell's word for a list, not the groups in it"
      ])
    }
  )
})

/** A user pool with one person in one group, who signed up in this way. */
function pool(UserStatus: string, verified: string | undefined) {
  const email = { Name: 'email', Value: 'ann@example.com' }
  const proof = verified === undefined ? [] : [{ Name: 'email_verified', Value: verified }]
  const user = { Username: 'a', Enabled: true, UserStatus, Attributes: [email, ...proof] }
  const files = {
    'users.json': { Users: [user] },
    'groups.json': { Groups: [{ GroupName: 'fraud' }] },
    'fraud.json': { Users: [user] }
  }
  const texts = Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)])
  return imported('cognito', Object.fromEntries(texts))
}

describe('whether an account may sign in', () => {
  const kept = (title: string, value: string) =>
    imported('csv', { 'a.csv': `email;${title}\r\nann@example.com;${value}\r\n` })

  test.each([
    ['accountEnabled', 'False'],
    ['Account Enabled', 'FALSCH'],
    ['enabled', 'no'],
    ['active', '0'],
    ['isActive', 'false'],
    ['AccountDisabled', 'Yes'],
    ['Block sign in', 'TRUE'],
    ['suspended', 'true'],
    ['archived', 'True'],
    ['Status', 'INACTIVE'],
    ['userAccountControl', '514'],
    ['deletedDateTime', '2026-01-02T10:00:00Z']
  ])('%s %s: no', (title, value) => {
    expect(kept(title, value)).toMatchObject({
      told: [],
      text: 'people: {}\ngroups: {}\n',
      left: ['a.csv:2 left out 1 account that may not sign in']
    })
  })

  test.each([
    ['accountEnabled', 'TRUE'],
    ['accountEnabled', 'WAHR'],
    ['accountEnabled', ''],
    ['suspended', 'False'],
    ['Block credential', 'No'],
    ['Status [READ ONLY]', 'Active'],
    ['status', 'STAGED'],
    ['userAccountControl', '512'],
    ['Soft deletion time stamp', '']
  ])('%s %s: yes', (title, value) => {
    const { told, text, left } = kept(title, value)
    expect({ told, left }).toEqual({ told: [], left: [] })
    expect(text).toContain('ann@example.com')
  })

  test.each([
    ['accountEnabled', 'perhaps'],
    ['suspended', 'on leave'],
    ['Status', 'On leave'],
    ['userAccountControl', 'NORMAL_ACCOUNT']
  ])('%s %s is told, and nothing is taken', (title, value) => {
    expect(kept(title, value).told).toEqual([
      `invalid-export a.csv:2 \`${value}\` does not say whether this account may sign in`
    ])
  })

  test.each([
    ['userAccountControl', 'NORMAL_ACCOUNT'],
    ['userAccountControl', '0x202'],
    ['nsAccountLock', 'yes']
  ])('LDIF %s: %s is told, and nothing is taken', (name, value) => {
    const person = 'dn: cn=ann,dc=example\nobjectClass: user\ncn: ann\nmail: ann@example.com\n'
    expect(imported('ldif', { 'a.ldif': `${person}${name}: ${value}\n` }).told).toEqual([
      `invalid-export a.ldif:5 \`${value}\` does not say whether this account may sign in`
    ])
  })

  test.each([false, 'False', 'false', 'FALSE', ' False '])('SCIM %j: no', active => {
    const user = { userName: 'ann@example.com', active }
    expect(imported('scim', { 'a.json': JSON.stringify(user) })).toMatchObject({
      told: [],
      text: 'people: {}\ngroups: {}\n',
      left: ['a.json:1 left out 1 account that may not sign in']
    })
  })

  test.each([true, 'True', 'true', undefined, null])('SCIM %j: yes', active => {
    const user = {
      userName: 'ann',
      active,
      emails: [{ value: 'a@example.com' }, { value: 'ann@example.com', primary: String(true) }]
    }
    expect(imported('scim', { 'a.json': JSON.stringify(user) }).text).toContain('ann@example.com')
  })

  test.each([0, '0', 'no', 'disabled', '', 1, []])(
    'SCIM %j is told, and nothing is taken',
    active => {
      const user = { userName: 'ann@example.com', active }
      expect(imported('scim', { 'a.json': JSON.stringify(user) }).told).toEqual([
        'invalid-export a.json:1 `active` is neither `true` nor `false`'
      ])
    }
  )

  test.each([
    ['UNCONFIRMED', 'true', 'whose e-mail is not confirmed'],
    ['CONFIRMED', 'false', 'whose e-mail is not confirmed'],
    ['EXTERNAL_PROVIDER', 'False', 'whose e-mail is not confirmed'],
    ['COMPROMISED', 'true', 'that may not sign in']
  ])('Cognito %s, verified %s: no', (UserStatus, verified, reason) => {
    expect(pool(UserStatus, verified)).toMatchObject({
      told: [],
      text: 'people: {}\ngroups:\n  fraud: []\n',
      left: [`users.json:1 left out 1 account ${reason}`]
    })
  })

  test.each([
    ['CONFIRMED', 'true'],
    ['FORCE_CHANGE_PASSWORD', 'true'],
    ['RESET_REQUIRED', 'true'],
    ['EXTERNAL_PROVIDER', undefined]
  ])('Cognito %s, verified %s: yes', (UserStatus, verified) => {
    const { told, text, left } = pool(UserStatus, verified)
    expect({ told, left }).toEqual({ told: [], left: [] })
    expect(text).toContain('  fraud:\n    - ann@example.com\n')
  })

  test('Cognito "no" is told, and nothing is taken', () => {
    const user = { Username: 'a', Enabled: 'no', Attributes: [] }
    const { told } = imported('cognito', { 'users.json': JSON.stringify({ Users: [user] }) })
    expect(told).toEqual(['invalid-export users.json:1 `Enabled` is neither `true` nor `false`'])
  })

  test('Cognito "false": no', () => {
    const user = { Username: 'a', Enabled: 'false', Attributes: [] }
    const { left } = imported('cognito', { 'users.json': JSON.stringify({ Users: [user] }) })
    expect(left).toEqual(['users.json:1 left out 1 account that may not sign in'])
  })
})
