/**
 * React's development build takes a stack for every element that it makes, so that its warnings can say who made it: a
 * quarter of the time of the tests of components. It leaves off by itself after ten thousand a second; here it does at once.
 */
import * as React from 'react'

const internals: unknown = Reflect.get(React, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE')
if (typeof internals !== 'object' || internals === null || !('recentlyCreatedOwnerStacks' in internals))
  throw new Error('This React counts its stacks elsewhere: look whether without-owner-stacks.ts is still of use.')
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', { get: () => Number.MAX_SAFE_INTEGER, set() {} })
