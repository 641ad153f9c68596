"""The shop's invented customers: name, e-mail, and where their parcels go."""

from __future__ import annotations

CUSTOMERS = (
    ("Amara Okafor", "amara.okafor@example.com", "418 Larkspur Row, Portland, OR 97214, USA"),
    ("Mateo Villanueva", "mateo.v@example.org", "2207 Copperbell Lane, Tucson, AZ 85719, USA"),
    ("Ingrid Solberg", "ingrid.solberg@example.net", "91 Fjordhaven Street, Duluth, MN 55805, USA"),
    (
        "Kenji Morimoto",
        "kenji.morimoto@example.com",
        "1530 Plumstone Avenue, Seattle, WA 98115, USA",
    ),
    ("Priya Raghunathan", "priya.r@example.org", "77 Tamarind Court, Edison, NJ 08820, USA"),
    ("Declan Fitzgerald", "declan.fitz@example.com", "340 Gannet Wharf, Boston, MA 02128, USA"),
    (
        "Lucía Herrera Montes",
        "lucia.herrera@example.net",
        "8805 Mesquite Bend, Austin, TX 78745, USA",
    ),
    (
        "Tunde Adebayo",
        "tunde.adebayo@example.com",
        "612 Kingfisher Terrace, Atlanta, GA 30312, USA",
    ),
    (
        "Hannah Lindqvist",
        "hannah.lindqvist@example.org",
        "14 Birchmere Road, Madison, WI 53704, USA",
    ),
    ("Omar Haddad", "omar.haddad@example.com", "2961 Cedar Lantern Drive, Dearborn, MI 48126, USA"),
    ("Sofia Papadakis", "sofia.papadakis@example.net", "53 Olive Press Way, Tampa, FL 33606, USA"),
    ("Nguyen Thi Lan", "lan.nguyen@example.com", "1188 Lotus Hollow, San Jose, CA 95122, USA"),
    (
        "Marcus Whitfield",
        "marcus.whitfield@example.org",
        "7 Old Tannery Lane, Asheville, NC 28801, USA",
    ),
    (
        "Chloé Beaumont",
        "chloe.beaumont@example.com",
        "245 rue des Tisserands, Montréal, QC H2J 2K9, Canada",
    ),
    ("Jakub Nowicki", "jakub.nowicki@example.net", "4406 Rowan Gate, Chicago, IL 60634, USA"),
    ("Aisha Rahman", "aisha.rahman@example.com", "930 Saffron Mews, Houston, TX 77036, USA"),
    ("Caleb Yazzie", "caleb.yazzie@example.org", "36 Red Juniper Trail, Flagstaff, AZ 86001, USA"),
    ("Mei-Ling Chou", "meiling.chou@example.com", "512 Paper Crane Street, Irvine, CA 92620, USA"),
    (
        "Gabriel Santos",
        "gabriel.santos@example.net",
        "1719 Harborlight Avenue, Newark, NJ 07105, USA",
    ),
    (
        "Fatima Zahra Idrissi",
        "fz.idrissi@example.org",
        "68 Quince Arbor, Philadelphia, PA 19147, USA",
    ),
    (
        "Oliver Thornbury",
        "oliver.thornbury@example.com",
        "3 Heronsgate Cottages, Bristol BS6 5XX, UK",
    ),
    ("Leilani Kahale", "leilani.kahale@example.net", "27 Tidepool Place, Honolulu, HI 96816, USA"),
    ("Dmitri Volkov", "dmitri.volkov@example.com", "5540 Foxglove Parkway, Denver, CO 80220, USA"),
    (
        "Rosalind Achterberg",
        "roz.achterberg@example.org",
        "802 Windmill Bluff, Holland, MI 49423, USA",
    ),
    ("Samuel Oyelaran", "sam.oyelaran@example.com", "1410 Marigold Rise, Baltimore, MD 21218, USA"),
    ("Yuki Tanabe", "yuki.tanabe@example.net", "219 Stonebridge Path, Sacramento, CA 95818, USA"),
    (
        "Beatriz Carvalho",
        "beatriz.carvalho@example.org",
        "95 Cobbler Hill, Providence, RI 02906, USA",
    ),
    (
        "Ethan Blackwood",
        "ethan.blackwood@example.com",
        "RR 4 Box 118, Elk Notch Road, Bozeman, MT 59715, USA",
    ),
    ("Shira Ben-Ami", "shira.benami@example.net", "640 Almond Tree Circle, Skokie, IL 60076, USA"),
    ("Rahul Deshpande", "rahul.deshpande@example.com", "3322 Monsoon Ridge, Plano, TX 75075, USA"),
    (
        "Freya Halvorsen",
        "freya.halvorsen@example.org",
        "12 Snowberry Close, Anchorage, AK 99508, USA",
    ),
    (
        "Andre Baptiste",
        "andre.baptiste@example.com",
        "711 Magnolia Quay, New Orleans, LA 70115, USA",
    ),
    (
        "Katarina Horvat",
        "katarina.horvat@example.net",
        "2050 Linden Spire, Cleveland, OH 44103, USA",
    ),
    (
        "Liam O'Rourke",
        "liam.orourke@example.com",
        "16 Slate Quarry Road, Burlington, VT 05401, USA",
    ),
    (
        "Zainab Siddiqui",
        "zainab.siddiqui@example.org",
        "488 Rosewater Crescent, Mississauga, ON L5B 3C1, Canada",
    ),
    (
        "Tomás Echeverría",
        "tomas.echeverria@example.com",
        "3907 Adobe Lantern, Santa Fe, NM 87505, USA",
    ),
    ("Grace Mwangi", "grace.mwangi@example.net", "1265 Acacia Glen, Minneapolis, MN 55406, USA"),
    ("Jonas Brandt", "jonas.brandt@example.com", "Kastanienhof 8, 04229 Leipzig, Germany"),
    (
        "Willa Stonecypher",
        "willa.stonecypher@example.org",
        "29 Bent Pine Fork, Boone, NC 28607, USA",
    ),
    ("Min-jun Seo", "minjun.seo@example.com", "870 Persimmon Walk, Los Angeles, CA 90020, USA"),
)
