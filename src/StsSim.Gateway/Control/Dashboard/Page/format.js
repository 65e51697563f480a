const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

const or = (value, format) => (value === null || value === undefined ? "–" : format.format(value));

export const count = value => or(value, whole);
export const rate = value => or(value, value >= 100 ? whole : tenths);
export const ratio = value => or(value, hundredths);
export const share = value => or(value, percents);
export const level = value => or(value, tenths);

export function seconds(value) {
  const left = Math.max(0, Math.round(value));
  return left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
}

/** An account as it is offered for choice. */
export const accountName = account => (account.alias ? `${account.alias} (${account.id})` : account.id);
