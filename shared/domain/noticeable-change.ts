/**
 * Percentage points from which a change is drawn in the color of its direction: the smallest fall of FVC that the PPF
 * definition counts (Raghu G et al., Am J Respir Crit Care Med 2022;205:e18-e47). It only decides a color here.
 */
export const noticeableChange = 5
