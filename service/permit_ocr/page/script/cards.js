// The cards that can be read, as their titles are printed and in English.

export const CARDS = [
  ["往来港澳通行证", "Exit-Entry Permit for Hong Kong and Macao"],
  ["往来台湾通行证", "Exit-Entry Permit for Taiwan"],
  ["港澳居民来往内地通行证", "Mainland Travel Permit for Hong Kong and Macao Residents"],
  ["港澳居民来往内地通行证（非中国籍）", "The same for non-Chinese citizens"],
  ["台湾居民来往大陆通行证", "Mainland Travel Permit for Taiwan Residents"],
];
