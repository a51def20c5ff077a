/** Where a listing stands: suggested by rule, proposed, listed (挂牌), delisted (摘牌), rejected. */
export const listingStatuses = ['suggested', 'proposed', 'listed', 'delisted', 'rejected'] as const;
export type ListingStatus = (typeof listingStatuses)[number];
