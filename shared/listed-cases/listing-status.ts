/** The states of a listing: suggested by rule, proposed, listed (挂牌), delisted (摘牌), rejected, or joined to another when its case was. */
export const listingStatuses = ['suggested', 'proposed', 'listed', 'delisted', 'rejected', 'joined'] as const;
export type ListingStatus = (typeof listingStatuses)[number];
