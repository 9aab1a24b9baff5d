import gammaln from '@stdlib/math-base-special-gammaln'

export const logFactorial = (n: number): number => gammaln(n + 1)

export const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)
