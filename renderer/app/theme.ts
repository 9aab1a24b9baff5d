/** Mantine dressed in our tokens (`tokens.css`): one place decides how things look. */
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Deep teal; the seventh shade is the accent of the light scheme, the fifth that of the dark. */
const teal: MantineColorsTuple = [
  '#e3f1ef',
  '#c9e5e1',
  '#9fd2cb',
  '#74beb5',
  '#4fb8ae',
  '#2a938b',
  '#0b6b66',
  '#095a56',
  '#074945',
  '#053836',
]

/** Mantine's dark neutrals, from text to the darkest surface, in our grays. */
const dark: MantineColorsTuple = [
  '#e6ebec',
  '#b3bec1',
  '#8f9b9e',
  '#667275',
  '#4a5659',
  '#2c3538',
  '#1b2224',
  '#14191b',
  '#0f1415',
  '#0b0f10',
]
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff1f1',
  '#dde2e3',
  '#cbd2d4',
  '#b9c2c4',
  '#8f9b9e',
  '#667275',
  '#4b575a',
  '#323c3f',
  '#1b2224',
]

interface ControlProps {
  readonly variant?: string
  readonly color?: string
  readonly size?: string
}

const field = () => ({
  wrapper: {
    '--input-height': '28px',
    '--input-padding': '8px',
    '--input-padding-y': '3px',
    '--input-line-height': '20px',
    '--input-bd': 'var(--field-border)',
    '--input-bg': 'var(--paper)',
  },
})
const button = (_: unknown, { variant = 'filled', color, size = '' }: ControlProps) => ({
  root: {
    '--button-height': size.startsWith('compact') ? '24px' : '28px',
    '--button-padding-x': size.startsWith('compact') ? '8px' : '12px',
    '--button-fz': 'var(--size-body)',
    ...(variant === 'filled' && !color && { '--button-color': 'var(--accent-ink)' }),
  },
})

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent: teal, dark, gray },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '20px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Input: { vars: field },
    InputWrapper: {
      vars: () => ({
        label: {},
        description: { '--input-description-size': 'var(--size-small)' },
        error: { '--input-error-size': 'var(--size-small)' },
      }),
    },
    Button: { vars: button },
    Checkbox: { vars: () => ({ root: { '--checkbox-icon-color': 'var(--accent-ink)' } }) },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' }, vars: () => ({ root: { '--ai-size': '28px' } }) },
    // The page itself never scrolls: nothing to lock, and no style element made behind our back.
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } },
  },
})

/** The same names in both schemes: the tokens know which of the two is on. */
const fromTokens = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--paper-raised)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--hairline-strong)',
  '--mantine-color-disabled': 'var(--paper-sunken)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--hairline)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'color-mix(in srgb, var(--accent) 88%, var(--ink))',
  '--mantine-color-accent-light': 'var(--accent-wash)',
  '--mantine-color-accent-light-hover': 'color-mix(in srgb, var(--accent) 18%, var(--paper))',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-color-gray-light-color': 'var(--ink-soft)',
  '--mantine-color-gray-light-hover': 'var(--paper-sunken)',
  '--mantine-color-red-filled': 'var(--danger)',
  '--mantine-color-red-light-color': 'var(--danger)',
  '--mantine-color-red-outline': 'var(--danger)',
}
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens })
