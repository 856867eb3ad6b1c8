/// Who people are.
///
/// The names of nominals are invented and distinctive, and share nothing with any other word in the folder: should one
/// turn up in a feed or an agenda that must not show it, it can have come from nowhere else.
enum Names {
    static let nominalsGiven = Pool(
        "Aldwyth", "Brannoc", "Calixta", "Cerwyth", "Davorin", "Delphina", "Drustan", "Eluneda", "Emerick", "Eskandar",
        "Faramond", "Fenella", "Gwendal", "Gisella", "Hesperin", "Idonea", "Isambard", "Jaxolin", "Jessamyn",
        "Kerensa", "Kiervan", "Leofric", "Lorcanna", "Maelona", "Merewyn", "Nesrina", "Nikolaz", "Odalys", "Osmunda",
        "Perpetua", "Peregrin", "Quentrel", "Quillan", "Ragnhild", "Rosmunda", "Senara", "Sorrelle", "Tamsyna",
        "Thaddel", "Ulricka", "Urbanna", "Valdisa", "Vesperan", "Winifreda", "Wulfric", "Xanthea", "Xeviana",
        "Ysabeau", "Yorrick", "Zebedee", "Zephrin")

    private static let familyBeginnings = Pool(
        "Jarrow", "Quill", "Thrupp", "Hollin", "Wither", "Corbel", "Dunsel", "Fennig", "Gorsel", "Haddle", "Inkle",
        "Kestle", "Larrow", "Mossel", "Nantle", "Orrin", "Pebbin", "Ruskel", "Sedgel", "Tarrel", "Umbrel", "Vannock",
        "Wexel", "Yarrel", "Zennick", "Ambrel", "Brindle", "Crannel", "Drossel", "Eddel", "Finkle", "Grindle",
        "Hesketh", "Ibbel", "Jessop", "Kibble", "Lindle", "Muxel", "Nobbel", "Oddel")

    private static let familyEndings = Pool(
        "feather", "by", "penny", "marrow", "tassel", "whistle", "button", "lantern", "kettle", "bellow", "garrick",
        "lockett", "mantle", "pommel", "quarrel", "ribbon", "sallow", "trivet", "wimple", "spindle", "thimble",
        "cobbet", "drake")

    /// Given and family names for so many nominals, no two the same.
    static func nominals(_ count: Int, _ chance: inout Chance) -> [(given: String, family: String)] {
        let families = chance.shuffled(
            familyBeginnings.all.flatMap { beginning in familyEndings.all.map { beginning + $0 } })
        let start = chance.below(nominalsGiven.count)
        return (0..<count).map { index in
            // A new round of families begins with another given name, so no pair comes twice.
            let round = index / max(1, families.count)
            let family = families.wrapping(index) ?? "Quillfeather"
            return (nominalsGiven[start + index * 7 + round], family)
        }
    }

    private static let staffGiven = Pool(
        "Aisha", "Alan", "Beth", "Callum", "Carol", "Daniel", "Deepa", "Elaine", "Farid", "Fiona", "Gareth", "Grace",
        "Hannah", "Imran", "Jo", "Karen", "Kwame", "Laura", "Liam", "Mark", "Megan", "Nadia", "Neil", "Olu", "Paul",
        "Priya", "Rachel", "Sam", "Sharon", "Tom", "Usha", "Wendy", "Yusuf")

    private static let staffFamily = Pool(
        "Adeyemi", "Ahmed", "Bailey", "Barnes", "Begum", "Bell", "Chen", "Clarke", "Cooper", "Davies", "Evans",
        "Foster", "Gill", "Green", "Hall", "Harris", "Hughes", "Hussain", "Jackson", "Jones", "Kaur", "Khan", "King",
        "Lewis", "Marsh", "Mehta", "Mills", "Morgan", "Murphy", "Nowak", "Okafor", "Osei", "Parker", "Patel", "Price",
        "Roberts", "Shah", "Singh", "Smith", "Taylor", "Turner", "Walker", "Ward", "White", "Wood", "Wright", "Young")

    /// The names of so many members of staff; none comes twice below some 1,500.
    static func staff(_ count: Int, _ chance: inout Chance) -> [String] {
        let names = staffGiven.all.flatMap { given in staffFamily.all.map { "\(given) \($0)" } }
        return Array(chance.shuffled(names).prefix(count))
    }

    private static let streets = Pool(
        "Tanner's Row", "Saddler's Rise", "Fuller's Yard", "Cordwainer Close", "Chandler's Fold", "Heddle Street",
        "Bobbin Terrace", "Carder's Lane", "Teasel Walk", "Shuttle Grove", "Loomgate Avenue", "Fletcher's Croft",
        "Weir Cottages", "Pinfold Crescent", "Osier Drive", "Withy Bank", "Sallowfield Road", "Plover Gardens",
        "Curlew Mews", "Dunnock Way", "Fieldfare Place", "Lapwing Court", "Redwing Hill", "Wheatear Green",
        "Siskin View", "Ousel Brow", "Merlin Steps", "Damson Street", "Medlar Terrace", "Quince Lane", "Bullace Road",
        "Spindleberry Close", "Rowanberry Walk", "Hornbeam Rise", "Wych Elm Avenue", "Aspen Fold", "Sorb Tree Drive",
        "Coltsfoot Crescent", "Yarrow Grove", "Tansy Gardens", "Comfrey Mews", "Bistort Way", "Campion Place",
        "Speedwell Court", "Harebell Hill", "Eyebright View", "Betony Bank", "Selfheal Croft")

    private static let lanes = Pool(
        "Hagg Farm Cottages", "Ling Moor Lane", "Cold Beck Road", "Peat Pits Lane", "Far Intake", "Sheepwash Lane",
        "Turbary Road", "Limekiln Cottages", "Shieling Lane", "Long Causey")

    /// Addresses in the town or far out, house number first, no two the same.
    static func addresses(_ count: Int, rural: Bool, _ chance: inout Chance) -> [String] {
        let roads = (rural ? lanes : streets).all
        let houses = count / roads.count + 20
        let addresses = (1...houses).flatMap { house in roads.map { "\(house) \($0)" } }
        return Array(chance.shuffled(addresses).prefix(count))
    }

    static let districts = Pool(
        "Aldermoor", "Castlebeck", "Millhaven", "Stonegrave", "Northgate", "Westerby", "Kingsmead", "Overdale",
        "Ravensholme", "Southwold Cross", "Burnside", "Eastmoor", "Fenwater", "Highcliff", "Marlbridge", "Oakenshaw",
        "Thornleigh")
}
