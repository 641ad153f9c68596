"""What shops call the columns of their exports, in their languages, by the field that is meant.

Names stand in order of trust and are compared as `naming.normal` writes them: without case, accents,
spaces, underscores and camel case.
"""

from __future__ import annotations

import re

from knowledge.catalog.naming import bare, normal

PRODUCT_SYNONYMS: dict[str, str] = {
    "id": "id, product id, item id, offer id, productid, itemid, sku, product sku, variant sku, "
    "item sku, product code sku, sku code, article number, article no, item number, item no, "
    "product code, item code, product number, asin, uniq id, unique id, uuid, code, handle, "
    "identifier, artikelnummer, artikelnr, artnr, art nr, artikel nr, artikelcode, bestellnummer, "
    "referencia, référence, reference, réf, ref, référence produit, código, código producto, "
    "código de producto, código artículo, cod, codice, codice prodotto, codice articolo, kod, "
    "kod produktu, kod towaru, indeks, symbol, kód, kód produktu, číslo produktu, katalogové číslo, "
    "kód zboží, artikelkod, varenummer, varenr, tuotenumero, tuotekoodi, cikkszám, termékkód, "
    "cod produs, ürün kodu, stok kodu, артикул, код товара, код, код товару, κωδικός, 商品番号, 品番, "
    "商品コード, 商品编号, 商品編號, 货号, 编号, 상품번호, 상품코드, رمز المنتج, رقم المنتج, الرمز, מקט, index",
    "title": "title, name, product name, product title, item name, item title, display name, "
    "article name, produktname, artikelname, produktbezeichnung, artikelbezeichnung, bezeichnung, "
    "produkttitel, artikeltitel, titel, titre, nom, nom du produit, nom produit, désignation, "
    "libellé, intitulé, nombre, nombre del producto, nombre producto, nombre artículo, denominación, "
    "título, titolo, nome, nome prodotto, nome do produto, nome produto, denominazione, název, "
    "název produktu, název zboží, názov, názov produktu, nazwa, nazwa produktu, nazwa towaru, naam, "
    "productnaam, artikelnaam, namn, produktnamn, navn, produktnavn, varenavn, tuotenimi, nimi, név, "
    "terméknév, megnevezés, denumire, denumire produs, nume produs, ürün adı, 商品名, 商品名称, "
    "商品名稱, 产品名称, 品名, タイトル, 名称, 상품명, 제품명, название, наименование, "
    "название товара, наименование товара, назва, назва товару, όνομα, ονομασία, προϊόν, الاسم, "
    "اسم المنتج, المنتج, العنوان, שם, שם המוצר, label, heading, product, item, produkt, producto, "
    "prodotto, produto, produit, artikel, artículo, articolo, article, tuote, termék, produs, ürün, "
    "товар",
    "description": "description, product description, long description, full description, "
    "body html, body, desc, item description, details, about product, about, overview, "
    "beschreibung, produktbeschreibung, artikelbeschreibung, langbeschreibung, langtext, "
    "description longue, descriptif, descripción, descripción larga, ficha, descrizione, "
    "descrizione lunga, descrição, popis, popis produktu, opis, opis produktu, omschrijving, "
    "productomschrijving, beschrijving, beskrivning, produktbeskrivning, beskrivelse, kuvaus, "
    "tuotekuvaus, leírás, descriere, açıklama, описание, описание товара, опис, περιγραφή, 説明, "
    "商品説明, 描述, 商品描述, 产品描述, 설명, 상품설명, الوصف, وصف, תיאור, text, content",
    "short_description": "short description, summary, kurzbeschreibung, kurztext, "
    "description courte, résumé, descripción corta, descrizione breve, descrição curta, "
    "krátký popis, krótki opis, skrócony opis, korte omschrijving, kort beskrivning, краткое описание",
    "brand": "brand, brand name, manufacturer, manufacturer name, vendor, maker, producer, "
    "label name, brands, marke, markenname, hersteller, herstellername, marque, fabricant, marca, "
    "fabricante, produttore, značka, výrobce, výrobca, marka, producent, merk, merknaam, fabrikant, "
    "märke, varumärke, tillverkare, merke, mærke, tuotemerkki, merkki, valmistaja, márka, gyártó, "
    "producător, üretici, бренд, марка, производитель, виробник, μάρκα, κατασκευαστής, ブランド, "
    "メーカー, 品牌, 브랜드, 제조사, العلامة التجارية, الماركة, מותג, publisher, author",
    "category": "category, categories, category path, category name, product category, "
    "product categories, product class, product type, google product category, main category, "
    "category tree, product category tree, taxonomy, breadcrumbs, breadcrumb, item category, type, "
    "kategorie, kategorien, warengruppe, produktgruppe, artikelgruppe, produktkategorie, catégorie, "
    "catégories, rayon, famille, categoría, categorías, familia, categoria, categorie, kategoria, "
    "kategorie produktu, kategoria produktu, kategória, kategori, kategorier, varugrupp, varegruppe, "
    "productgroep, artikelgroep, groep, tuoteryhmä, termékkategória, категория, рубрика, раздел, "
    "категорія, κατηγορία, カテゴリ, カテゴリー, 分类, 分類, 类目, 카테고리, 분류, الفئة, القسم, "
    "التصنيف, קטגוריה, class, group, item group",
    "department": "department, division, section, abteilung, master category, sparte",
    "subcategory": "subcategory, sub category, subcategories, subcategory name, unterkategorie, "
    "untergruppe, sous catégorie, sous famille, subcategoría, subfamilia, sottocategoria, "
    "subcategorie, podkategorie, podkategoria, подкатегория, サブカテゴリ, child category",
    "price": "price, regular price, price value, price current, price final, unit price, "
    "selling price, sell price, retail price, product price, item price, price amount, base price, "
    "variant price, current price, final price, our price, price range min variant price amount, "
    "net price, gross price, preis, verkaufspreis, regulärer preis, normalpreis, endpreis, "
    "bruttopreis, vk, vk preis, einzelpreis, stückpreis, prix, prix de vente, tarif, precio, "
    "precio de venta, precio venta, precio regular, precio normal, pvp, prezzo, prezzo di vendita, "
    "prezzo vendita, preço, preço de venda, cena, cena brutto, cena sprzedaży, cena detaliczna, "
    "prodejní cena, běžná cena, prijs, verkoopprijs, pris, försäljningspris, ordinarie pris, utpris, "
    "salgspris, hinta, myyntihinta, ár, bruttó ár, eladási ár, preț, preț vânzare, fiyat, "
    "satış fiyatı, цена, розничная цена, цена продажи, ціна, τιμή, 価格, 販売価格, 値段, 价格, 售价, "
    "单价, 價格, 가격, 판매가, السعر, سعر, מחיר, amount, cost",
    "price_cents": "price cents, price in cents, price minor, cents, unit amount",
    "sale_price": "sale price, special price, discounted price, discount price, promo price, "
    "promotional price, offer price, deal price, price sale, price special, price discounted, "
    "reduced price, angebotspreis, aktionspreis, sonderpreis, reduzierter preis, prix promo, "
    "prix promotionnel, prix en promotion, prix soldé, prix remisé, precio oferta, precio de oferta, precio rebajado, "
    "precio promocional, precio en oferta, prezzo scontato, prezzo in offerta, prezzo offerta, prezzo promozionale, prezzo speciale, "
    "preço promocional, preço em oferta, akční cena, zlevněná cena, cena promocyjna, cena specjalna, actieprijs, "
    "aanbiedingsprijs, kampanjpris, reapris, tilbudspris, tarjoushinta, akciós ár, preț promoțional, "
    "preț redus, indirimli fiyat, цена со скидкой, акционная цена, セール価格, 特価, 促销价, 할인가, "
    "سعر العرض, מחיר מבצע",
    "compare_at_price": "compare at price, variant compare at price, original price, old price, "
    "was price, initial price, list price, msrp, rrp, uvp, strike price, full price, actual price, "
    "price was, price original, price compare at, price list, statt preis, alter preis, listenpreis, "
    "ursprünglicher preis, prix barré, ancien prix, prix conseillé, precio anterior, "
    "precio original, prezzo originale, prezzo di listino, preço original, původní cena, "
    "doporučená cena, stara cena, cena katalogowa, adviesprijs, oude prijs, van prijs, "
    "tidigare pris, førpris, eredeti ár, preț vechi, liste fiyatı, старая цена, 定価, 原价, 市场价, 정가",
    "currency": "currency, currency code, price currency, price currency code, "
    "price range min variant price currency code, währung, devise, moneda, valuta, měna, mena, "
    "waluta, divisa, moeda, valutakod, valuutta, pénznem, monedă, para birimi, валюта, νόμισμα, "
    "通貨, 货币, 币种, 통화, العملة, מטבע",
    "availability": "availability, availability status, stock status, product availability, "
    "is available, available, in stock, instock, is in stock, verfügbarkeit, verfügbar, vorrätig, "
    "lieferbar, lieferstatus, disponibilité, disponible, en stock, disponibilidad, "
    "disponibilità, disponibile, disponibilidade, dostupnost, skladem, dostępność, dostępny, "
    "beschikbaarheid, beschikbaar, op voorraad, lagerstatus, i lager, på lager, saatavuus, "
    "elérhetőség, készleten, disponibilitate, stok durumu, наличие, в наличии, наявність, "
    "διαθεσιμότητα, 在庫状況, 库存状态, 재고상태, متوفر, זמינות",
    "quantity": "quantity, qty, stock quantity, stock qty, current stock level, inventory, "
    "inventory quantity, inventory qty, variant inventory qty, stock level, stock on hand, "
    "units in stock, on hand, quantity available, available quantity, available stock, bestand, "
    "lagerbestand, lagermenge, menge, stückzahl, anzahl, cantidad, existencia, stock actual, "
    "quantità, quantité, quantidade, množství, počet kusů, stan magazynowy, ilość, aantal, antal, "
    "lagersaldo, varastosaldo, määrä, mennyiség, cantitate, stok miktarı, количество, остаток, "
    "кількість, залишок, ποσότητα, 在庫数, 在庫, 库存数量, 库存, 数量, 재고수량, 수량, الكمية, כמות",
    "stock": "stock, lager, voorraad, existencias, giacenza, scorte, estoque, sklad, stan, varasto, "
    "készlet, stoc, stok, запас, απόθεμα, 재고, المخزون, מלאי",
    "color": "color, colour, product colour, product color, base colour, colour name, color name, "
    "farbe, farben, couleur, coloris, colore, cor, barva, farba, kolor, kleur, färg, farve, farge, "
    "väri, szín, culoare, renk, цвет, колір, χρώμα, カラー, 色, 颜色, 顏色, 색상, اللون, צבע",
    "size": "size, size name, product size, clothing size, shoe size, größe, groesse, grösse, "
    "taille, pointure, talla, taglia, tamanho, velikost, veľkosť, rozmiar, maat, storlek, størrelse, "
    "koko, méret, mărime, beden, размер, розмір, μέγεθος, サイズ, 尺码, 尺寸, 사이즈, المقاس, מידה",
    "material": "material, fabric, material type, materiál, matière, materiale, materiał, "
    "materiaal, materiaali, anyag, malzeme, материал, матеріал, υλικό, 素材, 材质, 소재, المادة, חומר",
    "gender": "gender, sex, target gender, geschlecht, género, genere, pohlaví, płeć, kön, "
    "cinsiyet, пол, стать, 性別, 性别",
    "item_group_id": "item group id, group id, parent id, parent sku, parent, parent asin, "
    "parent product id, parent product, variant of, variant group, variation group, style id, "
    "model group, master sku, master id, übergeordnetes produkt, vaterartikel, produit parent, "
    "producto padre, prodotto padre",
    "gtin": "gtin, ean, upc, barcode, ean13, ean 13, gtin13, gtin 13, gtin12, gtin14, upc code, "
    "ean code, upc ean, ean upc, bar code, isbn, isbn13, isbn 13, variant barcode, strichcode, "
    "code barres, code barre, código de barras, codice a barre, čárový kód, kod kreskowy, "
    "streepjescode, strekkod, strekkode, stregkode, viivakoodi, vonalkód, штрихкод, 바코드, jan, "
    "janコード, 条形码, الباركود, ברקוד",
    "mpn": "mpn, manufacturer part number, part number, part no, model number, model no, model, "
    "item model number, manufacturer number, modell, herstellernummer, modelo, modello, modèle, "
    "sku, product sku, product code sku, product code, item code, artikelnummer, référence, "
    "referencia",
    "link": "link, url, product url, product link, page url, permalink, website, web url, "
    "product page url, canonical url, deeplink, landing page, produktlink, lien, enlace, odkaz, "
    "länk, lenke, ссылка, посилання, 链接, 商品url, رابط, קישור",
    "image_link": "image link, image, image url, image src, images, img, img link, picture, "
    "picture url, photo, photo url, main image, main image url, primary image, featured image, "
    "base image, image urls, image file, product image file, thumbnail, bild, bilder, bild url, "
    "produktbild, artikelbild, images url, url images, url des images, url image, imagen, imágenes, "
    "foto, fotos, immagine, immagini, imagem, imagens, obrázek, obrázky, zdjęcie, zdjęcia, "
    "afbeelding, afbeeldingen, billede, bilde, kuva, kép, imagine, resim, görsel, изображение, "
    "фото, картинка, зображення, 画像, 画像url, 图片, 主图, 이미지, الصورة, صورة, תמונה",
    "rating": "rating, ratings, average rating, avg rating, rating value, review rating, stars, "
    "star rating, reviews rating, customer rating, score, product rating, bewertung, note, "
    "rating average, rating rate",
    "best_rating": "best rating, rating scale, max rating",
    "review_count": "review count, reviews count, rating count, number of reviews, num reviews, "
    "no of ratings, number of ratings, ratings count, reviews, n reviews, total reviews",
    "date_added": "date added, created at, created, date created, published at, release date, "
    "launch date, publication date, date, added, available since, year added",
    "sale_begins": "date sale price starts, sale price start date, sale start, sale starts, sale from, "
    "special price from date, special from date, special price from, "
    "datum an dem angebotspreis beginnt, aktion von",
    "sale_ends": "date sale price ends, sale price end date, sale end, sale ends, sale to, "
    "special price to date, special to date, special price to, datum an dem angebotspreis endet, "
    "aktion bis",
    "published": "published, is published, published on online store, active, is active, enabled, "
    "is enabled, online, product online, visible, is visible, product visible, aktiv, "
    "veröffentlicht, actif, publié, activo, publicado, attivo, pubblicato, ativo, actief, "
    "gepubliceerd, aktywny, opublikowany, aktivní, aktivny, активен, status, product status, "
    "status produktu, statut, estado, stato",
}
REVIEW_SYNONYMS: dict[str, str] = {
    # An app for reviews knows products by numbers of its own, and the shop's export by the handle.
    "product_id": "product handle, product sku, product id, sku, item id, asin, product, "
    "product code, parent asin, item, productid, clothing id, artikelnummer, référence, reference, "
    "referencia, codice, kod produktu, kód produktu, артикул, 商品番号",
    "id": "review id, id, reviewid, comment id, uuid",
    "text": "text, review text, review body, body, review, comment, review content, content, "
    "review description, comments, message, opinion, bewertungstext, bewertung, kommentar, avis, "
    "commentaire, reseña, comentario, opinión, recensione, recenze, hodnocení text, opinia, "
    "recensie, отзыв, レビュー, 评论, description, reviewtext",
    "rating": "rating, stars, star rating, score, review rating, overall, rating value, points, "
    "note, sterne, étoiles, puntuación, estrellas, valutazione, hodnocení, ocena, beoordeling, "
    "betyg, оценка, 評価, 评分, bewertung",
    "best_rating": "best rating, rating scale, max rating",
    "title": "title, review title, headline, summary, review summary, subject, review headline, "
    "titel, titre, título, titolo, tytuł",
    "author": "author, reviewer, reviewer name, user name, username, user, customer name, "
    "customer, name, nickname, user id, reviewer id, author name, display name, autor, auteur, "
    "autore",
    "date": "date, review date, created at, created, review time, timestamp, submitted at, "
    "published, date published, time, date created, unix review time, datum, fecha, data",
    "language": "language, lang, locale, review language, sprache, langue, idioma, lingua",
}
ORDER_SYNONYMS: dict[str, str] = {
    "id": "order number, order no, order name, order id, id, number, order, name, bestellnummer, "
    "bestellung, auftragsnummer, numéro de commande, commande, número de pedido, pedido, "
    "numero ordine, ordine, číslo objednávky, numer zamówienia, ordernummer, номер заказа",
    "email": "email, e mail, customer email, billing email, contact email, email address, "
    "customer e mail, email billing, billing email address, buyer email, correo, "
    "correo electrónico, courriel, adres e mail",
    "status": "status, order status, fulfillment status, state, financial status, bestellstatus, "
    "statut, estado, stato, stav, статус",
    "payment_status": "financial status, payment status, payment state",
    "date": "date, order date, created at, date created, placed at, ordered at, purchase date, "
    "date placed, created, paid at, bestelldatum, datum, date de commande, fecha, "
    "fecha de pedido, data, data ordine, data zamówienia, дата",
    "date_cancelled": "cancelled at, canceled at, date cancelled, cancellation date",
    "lines": "lines, line items, items, order lines, products, order items, positions, positionen",
    "total": "total, order total, grand total, total price, total amount, order total amount, "
    "amount, sum, gesamtsumme, gesamtbetrag, summe, montant total, importe total, totale, suma",
    "currency": "currency, currency code, währung, devise, moneda, valuta, měna, waluta",
    "customer_id": "customer id, user id, client id, customer number, kundennummer",
    "customer_name": "customer name, customer, full name, billing name, shipping name, buyer name, "
    "kunde, client, cliente",
    "carrier": "carrier, shipping carrier, tracking company, courier, shipping company",
    "tracking_number": "tracking number, tracking no, tracking id, tracking code, tracking",
    "tracking_link": "tracking link, tracking url",
    "date_shipped": "date shipped, shipped at, ship date, shipping date, shipped date, fulfilled at",
    "date_delivered": "date delivered, delivered at, delivery date, delivered date",
    "expected_delivery": "expected delivery, estimated delivery, eta, estimated delivery date, "
    "expected delivery date, delivery estimate",
    "shipping_address": "shipping address, address, delivery address, ship to",
}
LINE_SYNONYMS: dict[str, str] = {
    "product_id": "product id, lineitem sku, line item sku, item sku, sku, item id, line product id, "
    "line item id, asin, product code, variant id, artikelnummer, référence, referencia, product, id",
    "title": "product title, lineitem name, line item name, item name, product name, line title, "
    "title, item title, bezeichnung, désignation, name",
    "quantity": "quantity, qty, lineitem quantity, line item quantity, item quantity, count, "
    "line quantity, menge, anzahl, quantité, cantidad, quantità, ilość",
    "price": "price, unit price, lineitem price, line item price, item price, item cost, "
    "product price, line price, einzelpreis, preis, prix unitaire, precio, prezzo, cena, amount",
}
ATTRIBUTE_MAPS = frozenset(
    {
        *("attributes", "features", "specs", "specifications", "properties", "product attributes"),
        *("custom attributes", "technical details", "params", "parameters", "tech specs"),
        *("additional properties", "additional attributes", "details", "product details"),
        *("options", "option values", "selected options"),
        *("product specifications", "custom fields", "product custom fields", "feature"),
        *("merkmale", "eigenschaften", "caracteristique", "caracteristiques", "caracteristicas"),
        *(
            "caratteristiche",
            "parametry",
            "cechy",
            "kenmerken",
            "characteristics",
            "характеристики",
        ),
    }
)
"""Columns that hold several attributes, each with its name."""

HOME = frozenset(
    "home homepage start startseite accueil inicio início domů úvod hem hjem etusivu ホーム 首页 "
    "главная".split()
) | {"default category", "root catalog", "all products"}
"""What a path of categories begins with where it is no category."""

# What a shop notes beside its goods and tells no shopper, and what concerns its customers.
_PRIVATE_WORDS = frozenset(
    "cost costs cogs wholesale supplier margin purchase einkauf einkaufspreis ek lieferant marge "
    "achat fournisseur compra proveedor costo coste fornitore acquisto inkoop inkoopprijs leverancier "
    "zakupu dostawca nakupni dodavatel inkopspris leverantor закупочная поставщик 仕入 原価".split()
)
_CUSTOMERS = re.compile(
    r"(?:.* )?(?:e ?mail|customer|billing|phone number|telephone|ip address)(?: .*)?"
)
# What a shop system notes for itself, for search engines and for the tax office.
_SYSTEM = re.compile(
    r"(?:meta|seo) .*|page title|search keywords|url key|url rewrite|url simplifiee|slug|friendly url"
    r"|sort order|position|menu order|created(?: at)?|updated(?: at)?|last updated|modified"
    r"|date modified|tax.*|charge tax|id regle de taxes|visibility.*|is featured|item type"
    r"|product websites|website ids?|store view code|store id|attribute set.*|option set.*"
    r"|bin picking number|(?:track|manage|inventory) (?:inventory|stock|tracker)|track inventory"
    r"|low stock.*|min(?:imum)? stock|out of stock qty|allow (?:purchases|customer reviews|backorders)"
    r"|sold individually|backorders allowed|download (?:limit|expiry days)|up ?sells|cross ?sells"
    r"|related products|shipping class|fixed shipping cost|requires shipping|fulfillment service"
    r"|unnamed \d+|index|en promo|prix affiche|montant de la remise"
)


def is_private(name: str) -> bool:
    """Whether what is called ``name`` is the shop's own business, or a customer's (``cost_price``)."""
    words = normal(name)
    return not _PRIVATE_WORDS.isdisjoint(words.split()) or bool(_CUSTOMERS.fullmatch(words))


def is_of_the_system(name: str) -> bool:
    """Whether what is called ``name`` says nothing about a product (``meta_title``, ``Tax class``)."""
    return bool(_SYSTEM.fullmatch(normal(name)) or _SYSTEM.fullmatch(bare(name)))
